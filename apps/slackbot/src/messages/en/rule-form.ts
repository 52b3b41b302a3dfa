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
  },
  noAddress: (text) => `${text} is not a mail address; write one a line, such as ops@example.com.`,
};
