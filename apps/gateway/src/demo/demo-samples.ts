import { DAY, HOUR, SECOND } from '@postern/core';
import { PEOPLE } from './demo-people.ts';
import type { DemoSample } from './demo-sample.ts';

/** What the demo posts, in order; it all happened just before `now` (epoch milliseconds). */
export function demoSamples(now: number): readonly DemoSample[] {
  const faulted = faultedJob(now);
  return [
    faulted,
    unresponsiveRobot(now),
    failedTransaction(now),
    passwordRecovery(now),
    licenceExpiring(now),
    {
      ...faultedJob(now, 'forged'),
      title: 'the same job, forged',
      signature: 'forged',
      expected: { status: 401, mailTo: [] },
    },
    { ...faulted, title: 'the first one again', expected: { status: 200, mailTo: [] } },
  ];
}

/** A faulted job as UiPath Orchestrator reports it; another `id` makes it another one. */
function faultedJob(now: number, id = '307348658'): DemoSample {
  return uipathSample({
    title: 'faulted job',
    id,
    mailTo: PEOPLE.operators,
    body: {
      Type: 'job.faulted',
      EventId: id,
      Timestamp: uipathTime(now - SECOND),
      ...TENANT,
      Job: {
        Id: 914_402,
        // Postern knows a job by this: another one makes another mail, the same one from a second folder does not.
        Key: `b7a90f5e-5c1f-4f1b-a0c4-${id.padStart(12, '0').slice(-12)}`,
        State: 'Faulted',
        StartTime: uipathTime(now - 204 * SECOND),
        EndTime: uipathTime(now - SECOND),
        Info:
          "Cannot find the UI element matching this selector: <webctrl tag='INPUT' id='amount' />\r\n\r\n" +
          "Source: Type into 'amount'\r\nException type: UiPath.Core.SelectorNotFoundException\r\n" +
          '   at UiPath.Core.Activities.TypeInto.EndExecute()',
        Robot: { Id: 311, Name: 'inv-bot-03', MachineName: 'RPA-PRD-07' },
        Release: { Id: 771, Key: '5a0c4a0e-61a5-4b0b-8f0f-5d7b0d6a2c11', ProcessKey: 'Invoice_Intake' },
      },
    },
  });
}

/** A short one, for a command line. */
export function jobByHand(now: number): DemoSample {
  const id = String(now);
  return uipathSample({
    title: 'faulted job, by hand',
    id,
    mailTo: PEOPLE.operators,
    body: {
      Type: 'job.faulted',
      EventId: id,
      Timestamp: uipathTime(now),
      Job: { Key: id, State: 'Faulted', Info: 'Posted by hand.', Release: { ProcessKey: 'Invoice_Intake' } },
    },
  });
}

function unresponsiveRobot(now: number): DemoSample {
  const id = '307350001';
  return uipathSample({
    title: 'unresponsive robot',
    id,
    mailTo: PEOPLE.onCall,
    body: {
      Type: 'robot.status',
      EventId: id,
      Timestamp: uipathTime(now - SECOND),
      ...TENANT,
      Sessions: [
        {
          SessionId: 5001,
          RobotId: 311,
          HostMachineName: 'RPA-PRD-07',
          State: 'Disconnected',
          ReportingTime: uipathTime(now - 33 * SECOND),
          IsUnresponsive: true,
        },
      ],
    },
  });
}

function failedTransaction(now: number): DemoSample {
  const id = '307351122';
  return uipathSample({
    title: 'failed transaction',
    id,
    mailTo: PEOPLE.operators,
    body: {
      Type: 'queueItem.transactionFailed',
      EventId: id,
      Timestamp: uipathTime(now - SECOND),
      ...TENANT,
      Queue: { Id: 4014, Name: 'Invoices', MaxNumberOfRetries: 2 },
      QueueItem: {
        Id: 22_160,
        Key: 'e1a2b3c4-0001-4b6b-9c6d-2f6f0a1b2c3d',
        Reference: 'INV-2026-11873',
        Status: 'Failed',
        ProcessingException: {
          Reason: 'Supplier unknown',
          Details: 'No supplier matches VAT number on the invoice.',
          Type: 'BusinessException',
        },
        Priority: 'High',
        StartProcessing: uipathTime(now - 13 * SECOND),
        EndProcessing: uipathTime(now - 2 * SECOND),
        RetryNumber: 0,
        SpecificContent: { supplier: 'Ünïcode & Söhne <GmbH>', amount: 1180.4 },
      },
    },
  });
}

function passwordRecovery(now: number): DemoSample {
  return systemSample({
    title: 'password recovery',
    id: 'msg_password-recovery',
    mailTo: PEOPLE.forgetful,
    type: 'account.password-recovery',
    now,
    data: {
      recipient: { email: PEOPLE.forgetful, name: 'Claire Martin', locale: 'fr' },
      resetUrl: 'https://portal.acme.example/reset/7c1d',
      expiresAt: new Date(now + HOUR).toISOString(),
    },
  });
}

function licenceExpiring(now: number): DemoSample {
  return systemSample({
    title: 'licence running out',
    id: 'msg_license-expiring',
    mailTo: PEOPLE.platform,
    type: 'license.expiring',
    now,
    data: {
      level: 'host',
      product: 'Orchestrator',
      expiresAt: new Date(now + 14 * DAY).toISOString(),
      daysLeft: 14,
    },
  });
}

const TENANT = { TenantId: 12, OrganizationUnitId: 40_231 };

function uipathSample(parts: {
  readonly title: string;
  readonly id: string;
  readonly mailTo: string;
  readonly body: object;
}): DemoSample {
  return {
    title: parts.title,
    sender: 'orchestrator',
    signature: 'right',
    id: parts.id,
    body: JSON.stringify(parts.body),
    expected: { status: 202, mailTo: [parts.mailTo] },
  };
}

function systemSample(parts: {
  readonly title: string;
  readonly id: string;
  readonly mailTo: string;
  readonly type: string;
  readonly now: number;
  readonly data: object;
}): DemoSample {
  const timestamp = new Date(parts.now - SECOND).toISOString();
  return {
    title: parts.title,
    sender: 'identity',
    signature: 'right',
    id: parts.id,
    body: JSON.stringify({ type: parts.type, timestamp, data: parts.data }),
    expected: { status: 202, mailTo: [parts.mailTo] },
  };
}

/** UTC with the seven digits that .NET writes. */
function uipathTime(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString().replace('Z', '4567Z');
}
