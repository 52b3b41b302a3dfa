import type { RecoveryTexts } from '../recovery-texts.ts';

/** French. */
export const recoveryFr: RecoveryTexts = {
  told: 'la fin d’un problème est annoncée aussi',
  untold: 'rien à la fin d’un problème',
  on: 'Un message à la fin',
  off: 'Aucun message à la fin',
  example:
    'Écrivez `fin:oui` pour un message à la fin d’un problème, à ceux qui en avaient été avertis, ou `fin:non`.',
};
