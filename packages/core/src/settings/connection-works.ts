import type { EffectiveSettings, UnusableReason } from './effective-settings.ts';

/** Reasons that lie with the sender alone: the connection is sound. */
const SENDER_REASONS: readonly UnusableReason[] = ['no-from', 'from-domain-not-allowed'];

/** Whether a usable connection applies, whatever may be missing of the sender. */
export function connectionWorks({ usable }: EffectiveSettings): boolean {
  return usable.ok || usable.reasons.every((reason) => SENDER_REASONS.includes(reason));
}
