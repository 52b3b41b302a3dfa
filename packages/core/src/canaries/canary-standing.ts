import { MINUTE } from '../kernel/clock.ts';
import type { Canary, CanaryOutcome } from './canary.ts';

/** How the canary of a level stands. */
export type CanaryStanding =
  /** None was sent yet. */
  | 'not-yet'
  /** The last one is in the outbox, and still in time. */
  | 'under-way'
  /** The next one is overdue: no process sends canaries, or none can. */
  | 'not-sent'
  | CanaryOutcome;

/** Whoever sends canaries looks every few seconds; so much later something is wrong. */
const OVERDUE = 10 * MINUTE;

/**
 * How a canary stands. Pure.
 * @param now epoch milliseconds
 * @param watchedSince epoch milliseconds since when mail was not held by hand, and somebody was there to see what is overdue
 */
export function canaryStanding({ nextAt, last }: Canary, now: number, watchedSince = 0): CanaryStanding {
  if (now - Math.max(nextAt, watchedSince) > OVERDUE) return 'not-sent';
  if (last === null) return 'not-yet';
  return last.outcome ?? 'under-way';
}
