import type { RecoveryTexts } from '../recovery-texts.ts';

/** English. */
export const recoveryEn: RecoveryTexts = {
  told: 'the end of a trouble is told, too',
  untold: 'no word when a trouble is over',
  on: 'Mail when it is over',
  off: 'No mail when it is over',
  example:
    'Write `recovery:on` for a mail when a trouble is over, to those who were told of it, or `recovery:off`.',
};
