import type { EventStore } from '../events/event-store.ts';
import { MINUTE, SECOND } from '../kernel/clock.ts';
import type { Answered } from '../mail/answered.ts';
import type { ClaimedDelivery } from './delivery.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { ThreadMail } from './thread.ts';

/** What a delivery answers, read. */
export interface Thread {
  readonly mails: readonly ThreadMail[];
  readonly answered: Answered;
}

/** Reads what a delivery answers; null for one that answers nothing, at the cost of no look. */
export async function lookUpThread(
  storage: {
    readonly outbox: Pick<OutboxStore, 'thread'>;
    readonly events: Pick<EventStore, 'find'>;
  },
  { delivery, event }: Pick<ClaimedDelivery, 'delivery' | 'event'>,
): Promise<Thread | null> {
  if (delivery.thread === null) return null;
  const mails = await storage.outbox.thread(delivery);
  // Only the mail about the end says what it began with.
  const began =
    event.trouble?.state === 'over' && delivery.troubleEvent !== null
      ? await storage.events.find(delivery.troubleEvent)
      : null;
  const messageIds = mails.flatMap(({ messageId }) => messageId ?? []);
  return { mails, answered: { messageIds, began: began?.event ?? null } };
}

/** A mail that follows another looks again after this, once that one is due. */
const AFTERWARDS = 5 * SECOND;
/** It looks at least this often: the settings may change, or somebody may replay. */
const LONGEST = 15 * MINUTE;

/**
 * Until when the mail about an end waits (epoch milliseconds), since an earlier one about the trouble has still to go: who
 * reads "resolved" first and of the trouble afterwards is misled. Null: it goes now. A mail about many tells of both.
 */
export function waitAfter(
  { delivery, event }: Pick<ClaimedDelivery, 'delivery' | 'event'>,
  thread: Thread | null,
  now: number,
): { readonly reason: 'earlier-mail-waits'; readonly text: string; readonly until: number } | null {
  if (thread === null || event.trouble?.state !== 'over' || delivery.gathers !== null) return null;
  const [first] = thread.mails.filter(({ dueAt }) => dueAt !== null);
  if (first === undefined) return null;
  // Of one under a lease the time says when the lease ends: the try ends long before.
  const due = first.state === 'sending' ? now : (first.dueAt ?? now);
  const until = Math.min(Math.max(due, now), now + LONGEST) + AFTERWARDS;
  const text = `Not tried: it follows the mail of delivery ${first.deliveryId}, which has still to go.`;
  return { reason: 'earlier-mail-waits', text, until };
}
