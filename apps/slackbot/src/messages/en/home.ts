import type { HomeTexts } from '../home-texts.ts';

/** English. */
export const homeEn: HomeTexts = {
  title: 'How mail is',
  host: 'The host',
  nothingWaits: ':white_check_mark: No mail waits.',
  waiting: (count) => `:hourglass_flowing_sand: Mails that wait: *${count}*`,
  organizations: (count) => `Organizations that you administer: *${count}*`,
  passed: (when) => `:white_check_mark: Last test passed, ${when}.`,
  failed: (when) => `:x: Last test failed, ${when}.`,
  failures: '*Last failures*',
  footer: (when, help) => `As of ${when}. ${help} lists what you can type.`,
  deliveries: 'Mail',
  refresh: 'Refresh',
};
