import { createHmac } from 'node:crypto';

/** The headers of a UiPath webhook with this body: Base64 of HMAC-SHA256 over the raw bytes. */
export function signUipath(body: string | Uint8Array, secret: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-uipath-signature': createHmac('sha256', secret).update(body).digest('base64'),
  };
}

/** The headers of a Standard Webhooks request: `v1,<Base64>` over `id.timestamp.body`. */
export function signStandard(
  body: string,
  options: { readonly secret: string; readonly id: string; readonly timestamp: number },
): Record<string, string> {
  const key = Buffer.from(options.secret.replace(/^whsec_/, ''), 'base64');
  const content = `${options.id}.${String(options.timestamp)}.${body}`;
  return {
    'content-type': 'application/json',
    'webhook-id': options.id,
    'webhook-timestamp': String(options.timestamp),
    'webhook-signature': `v1,${createHmac('sha256', key).update(content).digest('base64')}`,
  };
}

/** A faulted job as UiPath reports it; every number makes another event, job and process (`Process_7_`, in the subject). */
export function faultedJob(number: number, overrides: Record<string, unknown> = {}): string {
  const process = `Process_${String(number)}_`;
  return JSON.stringify({
    Type: 'job.faulted',
    EventId: `event-${String(number)}`,
    Timestamp: '2026-01-05T08:59:58.1234567Z',
    Job: {
      Id: number,
      Key: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      State: 'Faulted',
      StartTime: '2026-01-05T08:58:00.000Z',
      EndTime: '2026-01-05T08:59:58.1234567Z',
      Info: 'Cannot find the UI element.\r\n   at Invoice.Type()',
      ReleaseName: process,
      Robot: { Id: 1, Name: 'bot-1', MachineName: 'RPA-1' },
      Release: { Id: 7, Key: 'r-7', ProcessKey: process },
    },
    ...overrides,
  });
}
