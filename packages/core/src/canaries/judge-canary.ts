import type { DeliveryReason } from '../delivery/delivery.ts';
import type { DeliveryDetails } from '../delivery/outbox-store.ts';
import { MINUTE } from '../kernel/clock.ts';
import { UNUSABLE_REASONS } from '../settings/effective-settings.ts';
import type { CanaryOutcome, SentCanary } from './canary.ts';

/** What became of a canary. */
export type CanaryVerdict = Pick<SentCanary, 'reason'> & {
  readonly outcome: Exclude<CanaryOutcome, 'suspended'>;
  /** Epoch milliseconds. */
  readonly endedAt: number;
};

/** A worker that took it in time may still be at it, or about to store what came of it. */
const LEEWAY = 2 * MINUTE;

/** Mail waits with these until somebody puts the settings right: there is no use in waiting for longer to say so. */
const HELD: readonly DeliveryReason[] = [
  ...UNUSABLE_REASONS,
  'key-missing',
  'secret-unreadable',
  'sender-refused',
];

/** What says only that it did not go, not why. */
const VAGUE: readonly DeliveryReason[] = ['expired', 'connection-resting', 'worker-lost', 'replayed'];

/**
 * What became of a canary by now; null: it is still in time. Pure.
 * @param details its delivery; null: it is gone
 * @param now epoch milliseconds
 */
export function judgeCanary(
  { inTimeUntil }: SentCanary,
  details: Pick<DeliveryDetails, 'delivery' | 'timeline'> | null,
  now: number,
): CanaryVerdict | null {
  const late = { outcome: 'late', endedAt: now } as const;
  if (details === null) return { ...late, reason: null };
  const { delivery } = details;
  const { state, reason, endedAt } = delivery;
  switch (state) {
    case 'delivered': {
      const outcome = reason === 'sent-by-host' ? 'by-host' : 'delivered';
      return { outcome, reason, endedAt: endedAt ?? now };
    }
    case 'failed':
      return { outcome: 'failed', reason, endedAt: endedAt ?? now };
    case 'suppressed':
    case 'expired':
      return { ...late, reason: tellingReason(details), endedAt: endedAt ?? now };
    case 'queued':
    case 'sending':
    case 'deferred':
    case 'unknown':
      if (state === 'deferred' && reason !== null && HELD.includes(reason))
        return { outcome: 'held', reason, endedAt: now };
      return now > inTimeUntil + LEEWAY ? { ...late, reason: tellingReason(details) } : null;
    default:
      return state satisfies never;
  }
}

/** The last reason that says what was in the way; else whatever is said. */
function tellingReason({
  delivery,
  timeline,
}: Pick<DeliveryDetails, 'delivery' | 'timeline'>): DeliveryReason | null {
  const told = timeline.map(({ reason }) => reason).filter((reason) => reason !== null);
  return told.findLast((reason) => !VAGUE.includes(reason)) ?? delivery.reason;
}
