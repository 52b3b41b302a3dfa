import type { EditTexts } from '../edit-texts.ts';

/** English. */
export const editEn: EditTexts = {
  loading:
    ':hourglass_flowing_sand: One moment, please. If nothing else appears here within half a minute, close this window and try again.',
  title: 'Edit mail settings',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  connection: 'Connection',
  sender: 'Sender',
  editsDraft: (revision, author) =>
    `:pencil2: There is a draft, revision ${revision} by ${author}: you change it further.`,
  provider: 'Provider',
  chooseProvider: 'Fills in host, port and security',
  inheritsConnection:
    ':information_source: The host’s connection applies here as a whole. Whoever sets anything of it sets a connection of their own, with its SMTP host and all that this server needs.',
  inherited: (value, origin) => `${value} (${origin})`,
  example: (example) => `such as ${example}`,
  notSet: (inherited) => `not set: ${inherited}`,
  locked: (field, value) =>
    `:lock: *${field}:* ${value}\nThe host has locked this for organizations; a system administrator can unlock it.`,
  lockedConnection: (server) =>
    `:lock: *Mail goes out over ${server}.* The host has locked the connection for organizations; a system administrator can unlock it.`,
  secrets: (example) =>
    `:key: Secrets are never typed into Slack. ${example} gives you a one-time link to a page where the password is entered.`,
  keepSecret: 'stored: keep it',
  dropSecret: 'take it away',
  open: 'Edit',
  more: 'More fields',
  takeTheirs: 'Take over their values',
  openAgain: 'Open the form again',
  saving: ':hourglass_flowing_sand: Saving takes longer than usual. What comes of it will stand here.',
  refused: (problems) => `:x: *Nothing was saved.*\n${problems}`,
  problem: (field, text) => `*${field}:* ${text}`,
  conflict: (author, revision) =>
    `:warning: *Meanwhile ${author} saved revision ${revision}, so nothing of yours was saved yet.* Look at both, correct the form, and save again: what stands in it then applies.`,
  contested: (field, theirs, yours) => `*${field}*\ntheirs: ${theirs}\nyours: ${yours}`,
  alsoChanged: (field, theirs) => `*${field}* is now ${theirs}; you had not changed it.`,
  notOpened: {
    what: 'The window could not be opened: Slack allows three seconds for it, and they were over.',
    next: 'Try again with the button.',
  },
  outdated: {
    what: 'This window was made by an earlier version of Postern, so nothing was saved.',
    next: 'Open it again, and enter once more what you wanted.',
  },
};
