import type { AutomationEvent } from '../events/automation-event.ts';
import { audienceOf } from '../events/catalogue.ts';
import { HOUR } from '../kernel/clock.ts';

const LIFETIME = {
  /** A password recovery that does not say how long its link lives. */
  link: 1 * HOUR,
  /** News of yesterday. */
  info: 12 * HOUR,
  /** As long as the retry schedule tries. */
  other: 48 * HOUR,
};

/**
 * Epoch milliseconds after which mail about a new event is of no use: for a password recovery the end of its link (or 1 h),
 * 12 h for information, 48 h for everything else. A link that is dead when the event comes in says that the sender's clock
 * and ours disagree, not that the person needs no mail: it counts as one without an end.
 * @param received epoch milliseconds.
 */
export function firstExpiryOf(event: AutomationEvent, received: number): number {
  const expiry = expiryOf(event, received);
  return expiry > received ? expiry : received + LIFETIME.link;
}

/** The same for a mail about many events that goes out at that moment: as long as the retry schedule tries. */
export function gatheredExpiryOf(until: number): number {
  return until + LIFETIME.other;
}

/** As {@link firstExpiryOf} for a delivery that is replayed at `from`; not after `from` when the link is dead by then. */
export function expiryOf(event: AutomationEvent, from: number): number {
  if (isAwaited(event)) return Math.min(linkEnd(event) ?? from + LIFETIME.link, from + LIFETIME.other);
  return from + (event.severity === 'info' ? LIFETIME.info : LIFETIME.other);
}

/** 0, before all others, for a password recovery; 1 for everything else. */
export function priorityOf(event: AutomationEvent): 0 | 1 {
  return isAwaited(event) ? 0 : 1;
}

/** A person sits and waits for this mail: a password recovery. */
function isAwaited(event: AutomationEvent): boolean {
  return audienceOf(event.type) === 'addressee';
}

function linkEnd(event: AutomationEvent): number | null {
  const value = event.facts.find((fact) => fact.label === 'expires')?.value;
  return value?.kind === 'time' ? value.at : null;
}
