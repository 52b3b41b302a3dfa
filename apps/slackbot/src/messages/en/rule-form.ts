import type { RuleFormTexts } from '../rule-form-texts.ts';

/** English. */
export const ruleFormEn: RuleFormTexts = {
  newTitle: 'New alert rule',
  editTitle: 'Alert rule',
  look: 'Look at it',
  intro:
    'Before anything is saved, you see which of the last events it would have matched. What is left empty matches everything.',
  add: 'Add a rule',
  edit: 'Edit',
  anySeverity: 'Any severity',
  noneAtOnce: 'None: everything waits',
  fields: {
    name: { label: 'Name', hint: 'Left empty, it is named after what it matches.' },
    types: {
      label: 'Types of events',
      hint: 'Such as job.faulted or queueItem.*, with spaces or commas between.',
    },
    severity: { label: 'At least this severe', hint: 'Events of less weight are left out.' },
    process: { label: 'Processes', hint: 'One name a line; * stands for anything.' },
    robot: { label: 'Robots', hint: 'One name a line; * stands for anything.' },
    queue: { label: 'Queues', hint: 'One name a line; * stands for anything.' },
    folder: { label: 'Folders', hint: 'One name a line; * stands for anything.' },
    tenant: { label: 'Tenants', hint: 'One name a line; * stands for anything.' },
    text: { label: 'Text in the event', hint: 'One pattern a line; * stands for anything.' },
    to: { label: 'Recipients', hint: 'One address a line.' },
    digest: {
      label: 'Digest',
      hint: 'One mail for many: every 15m, daily at 08:00, Mon-Fri at 08:00, 13:00. Left empty: at once.',
    },
    hours: {
      label: 'Hours',
      hint: 'Mail only then, the rest waits for the opening: Mon-Fri 08:00-18:00. Left empty: at any time.',
    },
    storm: {
      label: 'Storm',
      hint: '10/10m: after ten mails in ten minutes the rest comes as one. Left empty: every event by itself.',
    },
    atOnceFrom: { label: 'Never waits', hint: 'Events of this severity or worse go out at once.' },
    recovery: {
      label: 'End of a trouble',
      hint: 'Whether those who were told of a trouble get a mail when it is over, in the same thread.',
    },
  },
  noAddress: (text) =>
    `${text} is neither a mail address nor a list; write one a line, such as ops@example.com or list:oncall.`,
};
