import type { AutomationEvent } from '../../events/automation-event.ts';
import { DAY } from '../../kernel/clock.ts';
import { factOf } from './fact-of.ts';

/**
 * Whole days until the event's thing expires, as of `now` (epoch milliseconds): the sender's count less the days that went
 * by, else counted from the date. Below 0: over. Null: unknown.
 */
export function daysLeft(event: AutomationEvent, now: number): number | null {
  const told = factOf(event, 'days-left');
  if (told?.kind === 'number' && Number.isFinite(told.number)) {
    return Math.floor(told.number) - Math.max(0, Math.floor((now - event.occurredAt) / DAY));
  }
  const expires = factOf(event, 'expires');
  return expires?.kind === 'time' ? Math.ceil((expires.at - now) / DAY) : null;
}
