import { setTimeout as delay } from 'node:timers/promises';
import { faultedJob, signatureOf, type WebhookTarget } from '../http/webhook-bytes.ts';

/** What senders know of their webhooks. */
export interface Senders {
  /** Webhooks that were answered 200 or 202. */
  readonly accepted: ReadonlySet<number>;
  /** Times that one had to be sent again: no answer, or 503. */
  readonly again: number;
  /** Times that a gateway said that it could not take one now. */
  readonly refused: number;
  /** Where gateways are now; none: senders wait. */
  aim(targets: readonly WebhookTarget[]): void;
  /** Begins to send a webhook, until it is accepted. */
  send(number: number): void;
  /** Waits until all are accepted. @throws Error when one was refused for good. */
  finish(): Promise<void>;
}

/** Answers that say "come back": too much, not possible now, and a request that a busy machine took too long to write. */
const FOR_NOW = [408, 429, 503];

/** Posts under way together: more would only wait in the network, and be lost with the process in one go. */
const AT_ONCE = 60;

/** Senders as robots are: they send again until somebody takes it, the same event each time. */
export function createSenders(): Senders {
  const accepted = new Set<number>();
  const sending: Promise<void>[] = [];
  let targets: readonly WebhookTarget[] = [];
  let again = 0;
  let refused = 0;
  let underWay = 0;

  async function sendUntilTaken(number: number): Promise<void> {
    for (;;) {
      // Whoever sends again goes to another one, as behind a load balancer.
      const target = targets[(number + again) % targets.length];
      if (target === undefined || underWay >= AT_ONCE) {
        await delay(50);
        continue;
      }
      underWay += 1;
      const status = await post(number, target);
      underWay -= 1;
      if (status === 200 || status === 202) {
        accepted.add(number);
        return;
      }
      if (status !== null && !FOR_NOW.includes(status))
        throw new Error(`Webhook ${String(number)} was answered ${String(status)}.`);
      again += 1;
      if (status !== null) refused += 1;
      await delay(100);
    }
  }

  return {
    accepted,
    get again() {
      return again;
    },
    get refused() {
      return refused;
    },
    aim: (to) => void (targets = to),
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
