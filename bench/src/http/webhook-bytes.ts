import { createHmac } from 'node:crypto';

/** Where webhooks go, and what signs them. */
export interface WebhookTarget {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** The source's secret. */
  readonly secret: string;
}

/** What a mail about the webhook of that number has in its subject. */
export function tokenOf(number: number): string {
  return `Bench${String(number).padStart(7, '0')}`;
}

/** A token in a subject, with its digits. */
export const TOKEN = /Bench(\d{7})/;

/**
 * One whole HTTP request: a faulted job of about 1 kB as UiPath posts it unless told otherwise, signed, every number another
 * job of another process. Made beforehand, so that the load generator only writes and reads.
 */
export function webhookBytes(number: number, target: WebhookTarget, job = faultedJob(number)): Buffer {
  const body = Buffer.from(JSON.stringify(job));
  const signature = signatureOf(body, target.secret);
  const head = [
    `POST ${target.path} HTTP/1.1`,
    `Host: ${target.host}:${String(target.port)}`,
    'Content-Type: application/json',
    `X-UiPath-Signature: ${signature}`,
    `Content-Length: ${String(body.length)}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

/** What UiPath signs a body with. */
export function signatureOf(body: string | Buffer, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

/** The job of that number that ended as it should, as UiPath tells it in few words. */
export function completedJob(number: number): object {
  const release = { Id: number, ProcessKey: tokenOf(number) };
  return jobEvent('job.completed', number, { State: 'Successful', ...TIMES, Release: release });
}

/** The faulted job of that number, as UiPath tells it; of the process of its own number unless told otherwise. */
export function faultedJob(number: number, about = number): object {
  return jobEvent('job.faulted', number, {
    State: 'Faulted',
    ...TIMES,
    Info:
      "Cannot find the UI element matching this selector: <webctrl tag='INPUT' id='amount' />\r\n\r\n" +
      "Source: Type into 'amount'\r\nException type: UiPath.Core.SelectorNotFoundException\r\n" +
      '   at UiPath.Core.Activities.TypeInto.EndExecute()',
    OutputArguments: {},
    Robot: { Id: 311, Name: 'inv-bot-03', MachineName: 'RPA-PRD-07' },
    Release: {
      Id: about,
      Key: `5a0c4a0e-61a5-4b0b-8f0f-${String(about).padStart(12, '0')}`,
      ProcessKey: tokenOf(about),
    },
  });
}

const TIMES = { StartTime: '2026-11-20T06:11:02.637Z', EndTime: '2026-11-20T06:14:26.2529616Z' };

function jobEvent(type: string, number: number, job: object): object {
  return {
    Type: type,
    EventId: `bench-${String(number)}`,
    Timestamp: '2026-11-20T06:14:26.2879878Z',
    TenantId: 12,
    OrganizationUnitId: 40_231,
    Job: { Id: number, Key: `b7a90f5e-5c1f-4f1b-a0c4-${String(number).padStart(12, '0')}`, ...job },
  };
}
