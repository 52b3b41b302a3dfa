import type { RulesTexts } from '../rules-texts.ts';

/** English. */
export const rulesEn: RulesTexts = {
  oneTitle: (name) => `Alert rule: ${name}`,
  newTitle: 'A new alert rule',
  changeTitle: (name) => `A change of ${name}`,
  none: (example) => `There is none yet, so events make no mail. For example: ${example}`,
  showing: (names) => `The mail shows these values: ${names}`,
  since: (when) => `Added ${when}`,
  howToEdit: (example) =>
    `To change it, type what is to be different, such as ${example}; an empty key (\`process:\`) takes a condition away.`,
  noEvents: ':mag: No event came yet, so there is nothing to try it on.',
  wouldMatch: (count, seen) => `:mag: *It would have matched ${count} of the last ${seen} events*.`,
  notSaved: '*Nothing is saved yet.*',
  tooLong: 'The line is too long for a button: send it again with `confirm` at its end.',
  added: ':bell: *The rule is added.* It sees events from now on.',
  changed: ':white_check_mark: *The rule is changed*, for events from now on.',
  removed: (name) => `:wastebasket: *${name} is removed.* The audit log keeps what it was.`,
  askRemove: 'The rule is removed for good. Mail that waits already still goes out.',
  idMissing: (example) => ({
    what: 'The line does not say which rule.',
    next: `${example} lists them, with a button for each.`,
  }),
  recipientMissing: (example) => ({
    what: 'The line does not say who gets mail.',
    next: `For example: ${example}`,
  }),
  changeMissing: (example) => ({
    what: 'The line does not say what is to be different.',
    next: `For example: ${example}`,
  }),
  save: 'Save it',
  remove: 'Remove',

  recipients: {
    title: (level) => `Recipients of ${level}`,
    none: (example) => `Nobody gets mail yet. For example: ${example}`,
    by: (rules) => `by ${rules}`,
    last: (state, when) => `last mail: ${state}, ${when}`,
    neverMailed: 'no mail lately',
    added: (address, rule) => `:heavy_plus_sign: *${address} gets mail* by ${rule} from now on.`,
    removed: (address, rule) => `:heavy_minus_sign: *${address} gets no more mail* by ${rule}.`,
    thereAlready: (address, rule) => `${address} gets mail by ${rule} already, so nothing was done.`,
    notThere: (address, rule) => `${address} gets no mail by ${rule}, so nothing was done.`,
    incomplete: (example) => ({
      what: 'The line does not name both an address and a rule.',
      next: `For example: ${example}`,
    }),
    mail: 'Mail to them',
  },
};
