import type { ListsTexts } from '../lists-texts.ts';

/** English. */
export const listsEn: ListsTexts = {
  title: (level) => `Lists of recipients of ${level}`,
  oneTitle: (name) => `List ${name}`,
  none: (example) => `There is none yet. For example: ${example}`,
  added: (example) =>
    `:busts_in_silhouette: *The list is added.* A rule names it like an address: ${example}`,
  changed: ':white_check_mark: *The list is changed*, for events from now on.',
  unchanged: 'The list is like that already, so nothing was done.',
  removed: (name) => `:wastebasket: *The list ${name} is removed.* The audit log keeps who was on it.`,
  askRemove: (name) => `The list ${name} is removed for good; this works only while no rule names it.`,
  howToChange: (example) => `To change who is on it: ${example}`,
  nameMissing: (example) => ({
    what: 'The line does not say which list.',
    next: `For example: ${example}`,
  }),
  addressMissing: (example) => ({
    what: 'The line names no mail address.',
    next: `For example: ${example}`,
  }),
  open: 'Open',
  remove: 'Remove',
  all: 'All lists',
};
