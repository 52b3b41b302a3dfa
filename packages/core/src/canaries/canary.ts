import type { Actor } from '../access/actor.ts';
import type { DigestSchedule } from '../alerts/rule-pace.ts';
import type { Delivery, DeliveryReason } from '../delivery/delivery.ts';
import type { Level } from '../kernel/level.ts';

/** The type of the event that a canary is about. Only Postern makes mail of it: what a sender calls so is an unknown type. */
export const CANARY_TYPE = 'postern.canary';

export const CANARY_OUTCOMES = [
  /** A server took it in time, by the way that the level's mail goes. */
  'delivered',
  /** The same, by the host's relay: the own server was out of reach. */
  'by-host',
  /** Refused for good. */
  'failed',
  /** It waits for somebody to put the settings right. */
  'held',
  /** Not taken in time, for whatever reason. */
  'late',
  /** Mail was held by hand meanwhile, so that it says nothing. */
  'suspended',
] as const;
export type CanaryOutcome = (typeof CANARY_OUTCOMES)[number];

/** The last canary of a level. */
export interface SentCanary {
  readonly deliveryId: string;
  /** Epoch milliseconds, both: when it was put into the outbox, and until when a server must have taken it. */
  readonly sentAt: number;
  readonly inTimeUntil: number;
  /** Null while it is under way. */
  readonly outcome: CanaryOutcome | null;
  /** What stood in the way; null: nothing, or nothing is known. */
  readonly reason: DeliveryReason | null;
  /** Epoch milliseconds when the outcome came about; null without one. */
  readonly endedAt: number | null;
}

/** A mail that goes out by itself again and again, to show that the mail of a level does. */
export interface Canary {
  readonly level: Level;
  readonly address: string;
  /** Times of day are in the zone of the level. */
  readonly schedule: DigestSchedule;
  /** Epoch milliseconds; when the next one is due. */
  readonly nextAt: number;
  readonly setBy: Actor;
  /** Epoch milliseconds. */
  readonly setAt: number;
  /** Grows with every change, from {@link Canary.setAt} on, so that no two canaries of a level ever have the same: whoever writes says which one it has read. */
  readonly version: number;
  /** Null: none was sent yet. */
  readonly last: SentCanary | null;
  /** Epoch milliseconds when a server last took one; null: never. */
  readonly deliveredAt: number | null;
}

/** Whether the delivery is a canary: no rule asked for it, and Postern made its event. */
export function isCanary({ eventType, ruleId }: Pick<Delivery, 'eventType' | 'ruleId'>): boolean {
  return eventType === CANARY_TYPE && ruleId === null;
}
