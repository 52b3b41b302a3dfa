import { nextDigestAt } from '../alerts/digest-times.ts';
import type { DigestSchedule } from '../alerts/rule-pace.ts';
import { HOUR, MINUTE } from '../kernel/clock.ts';

/** Canaries of one level are at least so far apart. */
export const CLOSEST = 15 * MINUTE;

/** A canary that is due sooner than this after another one is left out: after an outage, one is enough. */
const TOO_SOON = CLOSEST / 2;

/** The longest that a server may take its time, greylisting and retries included. */
export const PATIENCE = 1 * HOUR;

/**
 * When the next canary is due after one that was due at `dueAt` and goes out `now`, all in epoch milliseconds. What was
 * missed is not made up for: intervals keep their step, and times of day are those that come.
 */
export function nextCanaryAt(
  schedule: DigestSchedule,
  { dueAt, now }: { readonly dueAt: number; readonly now: number },
  timeZone: string,
): number {
  const after = now + TOO_SOON;
  if (schedule.kind === 'at') return nextDigestAt(schedule, after, timeZone);
  const steps = Math.max(1, Math.floor((after - dueAt) / schedule.every) + 1);
  return dueAt + steps * schedule.every;
}

/** So long before the next one is due it is known what became of the last one. */
const KNOWN_BEFORE = 3 * MINUTE;

/** Until when a canary that goes out `now` is in time: an hour, and never as long as the next one takes to come. */
export function inTimeUntil(now: number, nextAt: number): number {
  return Math.min(now + PATIENCE, nextAt - KNOWN_BEFORE);
}
