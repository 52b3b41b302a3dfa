import type { Answer } from '../../../delivery/trouble-record.ts';
import { ANSWERS_NOTHING, answerOf, noteTrouble } from '../../../delivery/trouble-record.ts';
import type { PlannedEvent, QueuedDelivery } from '../../../intake/intake-store.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import type { MemoryState } from './memory-state.ts';

/** What somebody gets who was told of a trouble that is over now. */
interface Recovery {
  readonly delivery: QueuedDelivery;
  readonly answer: Answer;
}

type News = PlannedEvent & { readonly level: Level };

/** Ends what the event ends, and gives what becomes of those who were told, by address. */
export function endTrouble(state: MemoryState, news: News): ReadonlyMap<string, Recovery> {
  const { event, planRecovery } = news;
  const recoveries = new Map<string, Recovery>();
  if (event.trouble?.state !== 'over') return recoveries;
  const key = placeOf(news, event.trouble.key);
  const open = new Map(state.troubles.get(key));
  for (const [address, record] of [...open].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    if (record.lastAt > event.trouble.at) continue;
    open.delete(address);
    const wanted = news.deliveries.find(({ recipient }) => recipient.address === address);
    if (wanted === undefined && !mayBeKnown(state, record.thread)) continue;
    const delivery = planRecovery?.({ ...record, address }) ?? wanted;
    if (delivery !== undefined) recoveries.set(address, { delivery, answer: answerOf(record, delivery.id) });
  }
  state.troubles.set(key, open);
  return recoveries;
}

/** Notes who is told of a trouble, and gives what that mail answers. */
export function noteTroubleOf(
  state: MemoryState,
  {
    level,
    id: eventId,
    event,
    delivery,
    carrier,
  }: News & { readonly delivery: QueuedDelivery; readonly carrier: string },
): Answer {
  const { ruleId, recipient, silence } = delivery;
  const { trouble, severity } = event;
  if (trouble?.state !== 'on' || silence !== null || ruleId === null) return ANSWERS_NOTHING;
  const key = placeOf({ level }, trouble.key);
  const before = state.troubles.get(key)?.get(recipient.address) ?? null;
  const after = noteTrouble(before, { ruleId, deliveryId: carrier, eventId, event: { severity, trouble } });
  state.troubles.set(key, new Map([...(state.troubles.get(key) ?? []), [recipient.address, after]]));
  return answerOf(after, carrier);
}

/** Whether a mail about it arrived, or still may. */
function mayBeKnown({ deliveries }: MemoryState, thread: string): boolean {
  return [...deliveries.values()].some(
    ({ delivery: { id, thread: of, state } }) =>
      (id === thread || of === thread) && !['failed', 'expired', 'suppressed'].includes(state),
  );
}

function placeOf({ level }: { readonly level: Level }, key: string): string {
  return JSON.stringify([levelKey(level), key]);
}
