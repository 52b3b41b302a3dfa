import type { ChangeTexts } from '../change-texts.ts';

/** English. */
export const changeEn: ChangeTexts = {
  valueMissing: (field, example) => ({
    what: `Behind ${field} its value is missing, so nothing was saved.`,
    next: `For example: ${example}`,
  }),
  nothingToSet: (example) => ({
    what: 'The line names no field, so nothing was saved.',
    next: `For example: ${example}`,
  }),
  unknownField: (word, help) => ({
    what: `There is no field ${word}, so nothing was saved.`,
    next: `${help} shows all fields with their names.`,
  }),
  nearField: (word, field, example) => ({
    what: `There is no field ${word}, so nothing was saved.`,
    next: `Did you mean ${field}? For example: ${example}`,
  }),
  strayWord: (place, example) => ({
    what: `Word ${place} behind the command names no field, so nothing was saved.`,
    next: `A value of several words goes into quotes. For example: ${example}`,
  }),
  levelInValue: (field, example) => ({
    what: `It is not clear whether the word for a level belongs to the value of ${field}, so nothing was saved.`,
    next: `Put the value into quotes, and the level outside of them. For example: ${example}`,
  }),
  givenTwice: (field) => ({
    what: `${field} is given twice, so nothing was saved.`,
    next: 'Give it once, and send the line again.',
  }),
  secretAdvice:
    '*If there was a password in that line*, it is not kept here, but it has passed through Slack: change it on the mail server now.',
  secretTyped: (field, page, references) => ({
    what: `Secrets are never taken from a chat, so ${field} was not saved, and what you typed is not kept here. *It has passed through Slack all the same: if it is in use, change it on the mail server now.*`,
    next: `Then enter the new one on a page of its own: ${page}. Or let a system administrator name where it is kept: ${references}`,
  }),
  unchanged: 'The settings are like that already, so nothing was done.',
  takenAway: (fields) => `:wastebasket: *Taken away:* ${fields}`,
  notSetHere: (fields, level) => `${level} has not set ${fields} itself, so there is nothing to take away.`,
  noDraft: (level) => `${level} has no draft, so there is nothing to activate.`,
  saved: (fields) => `:floppy_disk: *Saved:* ${fields}`,
  active: (revision) => `Revision ${revision} is active: mail goes out with it from now on.`,
  drafted: (revision) =>
    `Revision ${revision} is a draft: it becomes active when its test passes, and what was active keeps sending until then.`,
  unproven: 'Nothing else could send, so it applies at once; it is not proven yet.',
  reset: (level) => `:broom: *What ${level} had set itself is taken away.*`,
  former: (revision) => `It stays in the history as revision ${revision} and can be brought back.`,
  activated: (revision) => `:rocket: Revision ${revision} is active, without a test. The audit log says so.`,
  asks: {
    unset: (fields, level) => `This takes away ${fields} at ${level}. What is above it applies then.`,
    reset: (level) =>
      `This takes away everything that ${level} has set itself, and a draft with it. The host’s values apply then.`,
    resetHost:
      'This takes away the host’s settings, and those of every organization that inherits them: their mail will wait, and nothing is lost.',
    activate: (level) =>
      `This makes the draft of ${level} active although no test has passed. If it does not work, mail waits.`,
  },
  test: 'Test it now',
  doIt: 'Yes, do it',
  leaveIt: 'No, leave it',
};
