import type { PlannedDelivery } from '../alerts/planned-delivery.ts';
import type { Gathering } from './joining-of.ts';
import type { Delivery, DeliveryAttempt } from './delivery.ts';

/** How a delivery begins: due, gathering, or suppressed by a silence, with the line of its timeline that says so. */
export interface FirstState {
  readonly state: Extract<Delivery['state'], 'queued' | 'suppressed'>;
  readonly reason: Extract<Delivery['reason'], 'silenced' | 'gathering'> | null;
  readonly dueAt: number | null;
  readonly endedAt: number | null;
  readonly attempt: DeliveryAttempt | null;
}

/** The state in which a planned delivery is stored. @param at epoch milliseconds; when it is due, or was muted */
export function firstState(
  { id, silence }: Pick<PlannedDelivery, 'silence'> & { readonly id: string },
  at: number,
  gathering: Gathering | null,
): FirstState {
  if (gathering !== null)
    return { state: 'queued', reason: 'gathering', dueAt: gathering.until, endedAt: null, attempt: null };
  if (silence === null) return { state: 'queued', reason: null, dueAt: at, endedAt: null, attempt: null };
  const until = new Date(silence.endsAt).toISOString();
  const attempt: DeliveryAttempt = {
    deliveryId: id,
    at,
    state: 'suppressed',
    reason: 'silenced',
    stage: null,
    replyCode: null,
    enhancedCode: null,
    text: `Silence ${silence.id}, until ${until}: ${silence.reason}`,
    server: null,
    queueId: null,
    took: null,
  };
  return { state: 'suppressed', reason: 'silenced', dueAt: null, endedAt: at, attempt };
}
