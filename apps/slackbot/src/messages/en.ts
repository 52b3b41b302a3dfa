import { adminsEn } from './en/admins.ts';
import { alertsEn } from './en/alerts.ts';
import { changeEn } from './en/change.ts';
import { channelEn } from './en/channel.ts';
import { editEn } from './en/edit.ts';
import { homeEn } from './en/home.ts';
import { installEn } from './en/install.ts';
import { explainEn } from './en/explain.ts';
import { paceEn } from './en/pace.ts';
import { recoveryEn } from './en/recovery.ts';
import { quarantineEn } from './en/quarantine.ts';
import { incidentEn } from './en/incident.ts';
import { linkEn } from './en/link.ts';
import { revisionEn } from './en/revision.ts';
import { ruleFormEn } from './en/rule-form.ts';
import { rulesEn } from './en/rules.ts';
import { canaryEn } from './en/canary.ts';
import { listsEn } from './en/lists.ts';
import { silencesEn } from './en/silences.ts';
import { systemEn } from './en/system.ts';
import { domainEn } from './en/domain.ts';
import { testEn } from './en/test.ts';
import type { Messages } from './messages.ts';

const conjunction = new Intl.ListFormat('en', { type: 'conjunction' });

/** English. */
export const en: Messages = {
  language: 'en',
  list: (names) => conjunction.format(names),
  reference: (id) => `Reference ${id}`,

  view: {
    host: 'the host',
    title: (level) => `Mail settings of ${level}`,
    columns: ['Setting', 'Value', 'From'],
    origins: { organization: 'organization', host: 'host', default: 'default' },
    locked: 'locked by the host',
    switch: { on: 'on', off: 'off' },
    secretSet: 'set',
    secretReference: (reference) => `reference ${reference}`,
    certificateSet: 'set (PEM)',
    notSet: 'not set',
    longValue: (start, length) => `${start} (${length} characters in all)`,
    gathering: (events, mails, when) =>
      `:inbox_tray: Gathering: *${events}* ${events === 1 ? 'event' : 'events'} in ${mails} ${mails === 1 ? 'mail' : 'mails'}; the next goes ${when}.`,
    ready: ':white_check_mark: Mail can be sent with these settings.',
    waits: (reasons) => `:warning: *Mail waits and nothing is lost.* ${reasons}`,
    note: (field, text) => `:information_source: ${field}: ${text}`,
    active: (revision, author, when) => `Revision ${revision} by ${author}, ${when}`,
    neverSet: 'Nothing was ever set at this level.',
    draft: (revision, author, when) =>
      `:pencil2: *A draft waits for its test:* revision ${revision} by ${author}, ${when}.`,
    nextFromHost: (example) => `Next: ${example} shows what applies to one organization.`,
    nextWithoutOrganizations: (example) => `Next: ${example} lists what you can type.`,
    nextFromOrganization: (example) => `Next: ${example} shows what the host gives to every organization.`,
  },

  test: testEn,
  domain: domainEn,
  revision: revisionEn,
  change: changeEn,
  link: linkEn,
  edit: editEn,
  home: homeEn,
  system: systemEn,
  admins: adminsEn,
  alerts: alertsEn,
  rules: rulesEn,
  ruleForm: ruleFormEn,
  pace: paceEn,
  recovery: recoveryEn,
  silences: silencesEn,
  canary: canaryEn,
  lists: listsEn,
  explain: explainEn,
  quarantine: quarantineEn,
  channel: channelEn,
  install: installEn,
  incident: incidentEn,

  help: {
    title: (command) => `Help for ${command}`,
    intro: 'Here is what you can type. Only you see the answers.',
    wordTitle: (command) => `Help: ${command}`,
    usage: 'Usage',
    examples: 'Examples',
    levels:
      'Add `host` for the settings of the whole platform, or `org NAME` for one organization, anywhere in the line. A value that happens to be one of these words goes into quotes.',
    more: (example) => `More about one word: ${example}`,
    withoutRights: (whom) => `The other words are for administrators. ${whom}`,
  },

  problems: {
    openQuote: (quote) => ({
      what: `The quote ${quote} is opened but never closed, so nothing was done.`,
      next: 'Close it, or leave it out, and send the line again.',
    }),
    twoLevels: (example) => ({
      what: 'The line names more than one level, so nothing was done.',
      next: `Name the host or one organization, such as ${example}. A value goes into quotes.`,
    }),
    organizationNameMissing: (example) => ({
      what: 'Behind `org` the short name of an organization is missing.',
      next: `For example: ${example}`,
    }),
    levelMissing: (example) => ({
      what: 'The line does not say which organization it is about.',
      next: `For example: ${example}`,
    }),
    unknownWord: (word, help) => ({
      what: `There is no word ${word} here, so nothing was done.`,
      next: `${help} lists what there is.`,
    }),
    unknownWordNear: (word, near) => ({
      what: `There is no word ${word} here, so nothing was done.`,
      next: `Did you mean ${near}?`,
    }),
    tooManyWords: (words, example) => ({
      what: `The line has words that are not understood here: ${words}. Nothing was done.`,
      next: `For example: ${example}`,
    }),
    unknownOrganization: (name) => `There is no organization ${name}.`,
    nearOrganization: (example) => `Did you mean ${example}?`,
    knownOrganizations: (names, hidden) =>
      hidden === 0 ? `There are ${names}.` : `There are ${names}, and ${hidden} more.`,
    noOrganizations: 'There is none yet.',
    administratorsOnly: (whom) => ({
      what: 'Mail settings are for administrators, and you are not one of them yet.',
      next: whom,
    }),
    ask: (people) => `Please ask ${people}.`,
    askNobody:
      'Nobody in this workspace administers Postern yet. Whoever runs the gateway finds a code in its output, or makes one with `npx postern admins claim-code`; `/email-settings claim CODE` makes you the first administrator.',
    errors: {
      'input-invalid': { what: 'That could not be taken.', next: 'Correct it and send the line again.' },
      'not-found': { what: 'That was not found.', next: 'Check the name and send the line again.' },
      'not-allowed': {
        what: 'You may not do this here.',
        next: 'Please ask an administrator of that organization, or a system administrator.',
      },
      conflict: {
        what: 'Somebody else changed this meanwhile, so nothing was done.',
        next: 'Look at it again, then repeat what you wanted.',
      },
      refused: { what: 'That is not possible.', next: 'Take the way out that is named.' },
      'key-missing': {
        what: 'A stored secret cannot be opened, because its key is missing on the server.',
        next: 'Please give the reference to a system administrator: the log names the key.',
      },
      'key-unreadable': {
        what: 'The key file on the server cannot be read.',
        next: 'Please give the reference to a system administrator: the log says why.',
      },
      'seal-broken': {
        what: 'A stored secret does not open any more.',
        next: 'It must be entered again. Please give the reference to a system administrator.',
      },
      'reference-unreadable': {
        what: 'A secret is kept outside Postern, and could not be read there.',
        next: 'Please give the reference to a system administrator: the log names the place.',
      },
      'storage-unavailable': {
        what: 'The database cannot be reached now, so nothing was done.',
        next: 'Try again in a minute. If it stays so, give the reference to a system administrator.',
      },
      'storage-newer': {
        what: 'The database belongs to a newer version of Postern than this bot.',
        next: 'Please give the reference to a system administrator: the bot must be upgraded.',
      },
      'storage-corrupt': {
        what: 'What is stored cannot be read any more.',
        next: 'Please give the reference to a system administrator: the log says what it is.',
      },
      'configuration-invalid': {
        what: 'The bot is not set up correctly.',
        next: 'Please give the reference to a system administrator: the log says what is wrong.',
      },
      overloaded: { what: 'There is too much to do just now.', next: 'Try again in a minute.' },
      'shutting-down': { what: 'The bot is being restarted.', next: 'Try again in a minute.' },
      internal: {
        what: 'Something went wrong inside Postern.',
        next: 'Try again. If it stays so, give the reference to a system administrator.',
      },
    },
  },
};
