import { setTimeout as delay } from 'node:timers/promises';
import { faultedJob, signatureOf, type WebhookTarget } from '../http/webhook-bytes.ts';

/** What senders know of their webhooks. */
export interface Senders {
  /** Webhooks that were answered 200 or 202. */
  readonly accepted: ReadonlySet<number>;
  /** Times that one had to be sent again: no answer, or 503. */
  readonly again: number;
  /** Where the gateway is now; null: it is gone, and senders wait. */
  aim(target: WebhookTarget | null): void;
  /** Begins to send a webhook, until it is accepted. */
  send(number: number): void;
  /** Waits until all are accepted. @throws Error when one was refused for good. */
  finish(): Promise<void>;
}

/** Senders as robots are: they send again until somebody takes it, the same event each time. */
export function createSenders(): Senders {
  const accepted = new Set<number>();
  const sending: Promise<void>[] = [];
  let target: WebhookTarget | null = null;
  let again = 0;

  async function sendUntilTaken(number: number): Promise<void> {
    for (;;) {
      if (target === null) {
        await delay(50);
        continue;
      }
      const status = await post(number, target);
      if (status === 200 || status === 202) {
        accepted.add(number);
        return;
      }
      if (status !== null && status !== 503 && status !== 429)
        throw new Error(`Webhook ${String(number)} was answered ${String(status)}.`);
      again += 1;
      await delay(100);
    }
  }

  return {
    accepted,
    get again() {
      return again;
    },
    aim: (to) => void (target = to),
    send: (number) => void sending.push(sendUntilTaken(number)),
    async finish() {
      await Promise.all(sending);
    },
  };
}

/** The answer's status; null when there was none. */
async function post(number: number, target: WebhookTarget): Promise<number | null> {
  const body = JSON.stringify(faultedJob(number));
  try {
    const response = await fetch(`http://${target.host}:${String(target.port)}${target.path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-UiPath-Signature': signatureOf(body, target.secret) },
      body,
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
