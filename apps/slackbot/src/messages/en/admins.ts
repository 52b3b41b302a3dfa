import type { AdminsTexts } from '../admins-texts.ts';

/** English. */
export const adminsEn: AdminsTexts = {
  title: (level) => `Administrators of ${level}`,
  none: (example) => `Nobody was named here. ${example} names somebody.`,
  configured: (who) => `${who} · by the configuration, so they stay`,
  granted: (who, author, when) => `${who} · named by ${author}, ${when}`,
  otherWorkspace: (id) => `${id} (of another workspace)`,
  remove: 'Remove',
  list: 'Administrators',
  added: (who, level) => `:key: *${who} administers ${level} now.*`,
  known: (who, level) => `${who} administers ${level} already, so nothing was done.`,
  removed: (who, level) => `*${who} does not administer ${level} any more.*`,
  notThere: (who, level) => `${who} was not named for ${level}, so nothing was done.`,
  removeQuestion: (who, level) =>
    `Take the right to administer ${level} from ${who}? Who has it by a group or by the configuration keeps it.`,
  whoMissing: (example) => ({
    what: 'The person or the user group is missing.',
    next: `Name them with an @, and choose from Slack’s list. For example: ${example}`,
  }),
  notAMention: (word, example) => ({
    what: `${word} is no person and no user group of this workspace, so nothing was done.`,
    next: `Type @ and choose from the list that Slack offers. For example: ${example}`,
  }),
  claimed: ':key: *You administer the whole system now.* The code is used up.',
  help: 'What I can type',
  claimMissing: (example) => ({
    what: 'The code is missing.',
    next: `The gateway shows it when it starts, as long as nobody administers the system. For example: ${example}`,
  }),
  claimRefused: (command) => ({
    what: 'That code is not valid, so nothing was done: it may be mistyped, older than a day or replaced by a later one, or somebody administers the system by now.',
    next: `Whoever runs the gateway can make a new one: ${command}`,
  }),
};
