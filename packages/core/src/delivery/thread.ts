import type { DeliveryState } from './delivery.ts';

/** A mail about a trouble, to the same address. */
export interface ThreadMail {
  readonly deliveryId: string;
  /** Without angle brackets; null: no server has it. */
  readonly messageId: string | null;
  readonly state: DeliveryState;
  /** Epoch milliseconds; null in final states. */
  readonly dueAt: number | null;
}

/** So many mails after the first are looked at and named: the thread of a robot that comes and goes has no end. */
export const MOST_ANSWERS = 5;
