import type { GatheringKind } from '../alerts/pace-delivery.ts';
import type { PlannedDelivery } from '../alerts/planned-delivery.ts';
import type { StormLimit } from '../alerts/rule-pace.ts';
import type { StormCount } from '../alerts/storm-count.ts';
import { joiningOf } from './joining-of.ts';

/** When mail about an event goes. */
export type MailTiming =
  /** By itself, at once; `storm` when more of them within that time would come as one mail. */
  | { readonly kind: 'at-once'; readonly storm: StormLimit | null }
  /** Together with others, in the mail that is due at that moment; epoch milliseconds. */
  | { readonly kind: 'gathers'; readonly as: GatheringKind; readonly at: number }
  /** A silence mutes it. */
  | { readonly kind: 'muted' };

/** What an event would meet: what gathers already, and what was counted. */
export interface GatheringNow {
  /** Epoch milliseconds: when the mail is due that it would join; null: none gathers. */
  readonly dueAt: number | null;
  readonly count: StormCount | null;
}

/** Nothing gathers, and nothing was counted. */
export const NOTHING_GATHERS: GatheringNow = { dueAt: null, count: null };

/** When a planned delivery would go that came at that moment (epoch milliseconds). Pure. */
export function mailTimingOf(
  planned: Pick<PlannedDelivery, 'ruleId' | 'recipient' | 'silence' | 'pacing'>,
  at: number,
  met: GatheringNow,
): MailTiming {
  if (planned.silence !== null) return { kind: 'muted' };
  const { gathering } = joiningOf(planned, at, { read: () => met.count, write: () => undefined });
  if (gathering !== null)
    return { kind: 'gathers', as: gathering.kind, at: Math.min(gathering.until, met.dueAt ?? Infinity) };
  const { pacing } = planned;
  if (pacing?.kind !== 'storm') return { kind: 'at-once', storm: null };
  return { kind: 'at-once', storm: { most: pacing.most, within: pacing.within } };
}
