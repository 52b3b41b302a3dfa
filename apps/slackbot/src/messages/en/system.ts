import type { SystemTexts } from '../system-texts.ts';

/** English. */
export const systemEn: SystemTexts = {
  locked: (fields) =>
    `:lock: *Locked for organizations:* ${fields}. What they had set stays stored and is passed over.`,
  unlocked: (fields) => `:unlock: *Organizations may set again:* ${fields}.`,
  lockUnchanged: 'It is like that already, so nothing was done.',
  hostOnly: (example) => ({
    what: 'This holds for the whole platform and cannot be done for one organization, so nothing was done.',
    next: `If the whole platform is meant: ${example}`,
  }),
  nameUnquoted: (example) => ({
    what: 'The line names a level, and a new organization has none; nothing was done.',
    next: `If that word belongs to the name, put the name into quotes: ${example}`,
  }),
  wholeConnection: 'The connection is one lock: it holds for all of its fields together.',
  lockTitle: 'What the host locks',
  maintenanceTitle: 'Maintenance',
  modes: {
    off: ':white_check_mark: *Off:* mail goes out as it comes.',
    draining: ':hourglass_flowing_sand: *Draining:* what is due goes out, and new reports are taken on.',
    suspended:
      ':double_vertical_bar: *On:* reports are taken and stored, and all mail is held until it is off.',
  },
  unknownMode: (word, example) => ({
    what: `There is no mode ${word}, so nothing was done.`,
    next: `It is on, draining or off. For example: ${example}`,
  }),
  modeButtons: { off: 'Off', draining: 'Draining', suspended: 'On: hold all mail' },
  organizationsTitle: (count) => `Organizations: ${count}`,
  noOrganizations: (example) => `There is none yet. ${example} adds the first.`,
  organizationAdded: (name) =>
    `:office: *${name} is added.* It sends with the host’s settings until it has its own.`,
  addIncomplete: (example) => ({
    what: 'To add an organization, give its short name and its name.',
    next: `For example: ${example}`,
  }),
  auditTitle: (level) => `Audit log of ${level}`,
  noAudit: 'Nothing was done here yet.',
  openAudit: 'Audit log',
  next: 'Next page',
  first: 'First page',
  older: 'Older entries',
  newest: 'The newest entries',
};
