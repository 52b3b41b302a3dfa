import type { AutomationEvent, EventFact, FactLabel } from '../../src/events/automation-event.ts';

const text = (label: FactLabel, value: string): EventFact => ({
  label,
  value: { kind: 'text', text: value },
});
const time = (label: FactLabel, at: string): EventFact => ({
  label,
  value: { kind: 'time', at: Date.parse(at) },
});
const number = (label: FactLabel, value: number): EventFact => ({
  label,
  value: { kind: 'number', number: value },
});

const PLAIN: AutomationEvent = {
  type: 'custom',
  severity: 'info',
  occurredAt: Date.parse('2026-11-20T06:14:26.287Z'),
  senderEventId: '307348658',
  foldKey: null,
  trouble: null,
  tenant: { id: '12', name: null },
  folder: { id: '40231', name: null },
  process: null,
  robot: null,
  queue: null,
  machine: null,
  subject: null,
  facts: [],
  detail: null,
  link: null,
  addressee: null,
  data: {},
};

const PROCESS = { id: '771', name: 'Invoice_Intake' };
const ROBOT = { id: '311', name: 'inv-bot-03' };
const MACHINE = 'RPA-PRD-07';

/** Events as the sources make them of what senders post, one for each kind of mail. */
export const SAMPLE_EVENTS = {
  jobFaulted: {
    ...PLAIN,
    type: 'job.faulted',
    severity: 'error',
    process: PROCESS,
    robot: ROBOT,
    machine: MACHINE,
    subject: 'Invoice_Intake',
    facts: [
      text('state', 'Faulted'),
      time('started', '2026-11-20T06:11:02.637Z'),
      time('ended', '2026-11-20T06:14:26.252Z'),
      text('exception-type', 'UiPath.Core.SelectorNotFoundException'),
      text('job', 'b7a90f5e-5c1f-4f1b-a0c4-3f8f3ad0c9aa'),
    ],
    detail: [
      "Cannot find the UI element matching this selector: <webctrl tag='INPUT' id='amount' />",
      '',
      "Source: Type into 'amount'",
      'Exception type: UiPath.Core.SelectorNotFoundException',
      '   at UiPath.Core.Activities.TypeInto.EndExecute()',
    ].join('\n'),
    data: { 'OutputArguments.invoices': '42' },
  },
  jobCompleted: {
    ...PLAIN,
    type: 'job.completed',
    severity: 'success',
    process: PROCESS,
    robot: ROBOT,
    machine: MACHINE,
    subject: 'Invoice_Intake',
    facts: [
      text('state', 'Successful'),
      time('started', '2026-11-20T06:05:00Z'),
      time('ended', '2026-11-20T06:14:10Z'),
    ],
    detail: 'Job completed',
  },
  jobStopped: {
    ...PLAIN,
    type: 'job.stopped',
    severity: 'warn',
    process: PROCESS,
    machine: MACHINE,
    subject: 'Invoice_Intake',
    facts: [text('state', 'Stopped')],
    detail: 'The job was stopped by the user.',
  },
  robotUnresponsive: {
    ...PLAIN,
    type: 'robot.status',
    severity: 'fatal',
    robot: { id: '311', name: null },
    machine: MACHINE,
    subject: MACHINE,
    facts: [
      text('state', 'Disconnected'),
      text('status', 'Unresponsive'),
      time('reported', '2026-11-20T06:14:00Z'),
    ],
  },
  robotAvailable: {
    ...PLAIN,
    type: 'robot.status',
    robot: { id: '311', name: null },
    machine: MACHINE,
    subject: MACHINE,
    facts: [text('state', 'Available')],
  },
  transactionRejected: {
    ...PLAIN,
    type: 'queueItem.transactionFailed',
    severity: 'warn',
    queue: { id: '4014', name: 'Invoices' },
    subject: 'INV-2026-11873',
    facts: [
      text('reference', 'INV-2026-11873'),
      text('state', 'Failed'),
      text('priority', 'High'),
      text('exception-type', 'BusinessException'),
      number('retry', 0),
    ],
    detail: 'Supplier unknown\n\nNo supplier matches VAT number on the invoice.',
  },
  transactionFailed: {
    ...PLAIN,
    type: 'queueItem.transactionFailed',
    severity: 'error',
    queue: { id: '4014', name: 'Invoices' },
    machine: MACHINE,
    subject: 'Invoices',
    facts: [text('exception-type', 'ApplicationException'), text('item', 'e1a2b3c4')],
    detail: 'System.Net.WebException: The remote server returned an error: (503) Server Unavailable.',
  },
  triggerFailed: {
    ...PLAIN,
    type: 'schedule.failed',
    severity: 'error',
    process: PROCESS,
    subject: 'Nightly intake',
    facts: [
      text('trigger', 'Nightly intake'),
      text('schedule', '0 0 2 1/1 * ? *'),
      text('time-zone', 'Europe/Paris'),
    ],
    detail: 'The robots already have pending jobs for this process.',
  },
  actionCreated: {
    ...PLAIN,
    type: 'task.created',
    subject: 'Approve INV-2026-11873',
    facts: [
      text('action', 'Approve INV-2026-11873'),
      text('state', 'Unassigned'),
      text('catalog', 'Approvals'),
    ],
  },
  processDeleted: {
    ...PLAIN,
    type: 'process.deleted',
    process: PROCESS,
    subject: 'Invoice_Intake',
    facts: [text('user', '88')],
  },
  queueUpdated: {
    ...PLAIN,
    type: 'queue.updated',
    queue: { id: '4014', name: 'Invoices' },
    subject: 'Invoices',
    facts: [number('max-retries', 2), text('sla', '60 min')],
  },
  licenceUrgent: {
    ...PLAIN,
    type: 'license.expiring',
    severity: 'error',
    subject: 'Orchestrator',
    facts: [text('product', 'Orchestrator'), number('days-left', 7), time('expires', '2026-11-27T00:00:00Z')],
  },
  licenceFar: {
    ...PLAIN,
    type: 'license.expiring',
    subject: 'Orchestrator',
    facts: [
      text('product', 'Orchestrator'),
      number('days-left', 90),
      time('expires', '2027-02-18T00:00:00Z'),
    ],
  },
  securityUpdate: {
    ...PLAIN,
    type: 'product.update',
    severity: 'warn',
    subject: 'Orchestrator',
    facts: [text('product', 'Orchestrator'), text('version', '2026.10.2')],
    link: 'https://updates.example/2026.10.2',
  },
  plainUpdate: {
    ...PLAIN,
    type: 'product.update',
    subject: 'Orchestrator',
    facts: [text('product', 'Orchestrator'), text('version', '2026.10.3')],
    link: 'https://updates.example/2026.10.3',
  },
  passwordRecovery: {
    ...PLAIN,
    type: 'account.password-recovery',
    facts: [time('expires', '2026-11-20T12:00:00Z')],
    link: 'https://portal.acme.example/reset/7c1d?a=1&b=2',
    addressee: { address: 'claire.martin@acme.example', name: 'Claire Martin', locale: 'fr' },
  },
  robotAlert: {
    ...PLAIN,
    type: 'robot.alert',
    severity: 'warn',
    process: { id: null, name: 'Invoice_Intake' },
    robot: { id: null, name: 'inv-bot-03' },
    subject: 'Invoice_Intake',
    detail: 'Disk nearly full on RPA-PRD-07',
  },
  ping: { ...PLAIN, type: 'ping' },
  custom: { ...PLAIN, type: 'custom', subject: 'Month end closed', detail: 'Entity: FR01' },
  canary: { ...PLAIN, type: 'postern.canary', facts: [time('due', '2026-11-21T05:00:00Z')] },
  unknown: { ...PLAIN, type: 'assistant.tokenExpired', detail: 'Assistant: Helper\nExpired: yes' },
} as const satisfies Record<string, AutomationEvent>;

/** The name of a sample. */
export type Sample = keyof typeof SAMPLE_EVENTS;
