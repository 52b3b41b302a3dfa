import type { Severity } from '../events/automation-event.ts';

/** When the mails of a digest go out. */
export type DigestSchedule =
  /** So long after the first event that waits; milliseconds. */
  | { readonly kind: 'every'; readonly every: number }
  /** On these days (1 Monday … 7 Sunday) at these minutes since midnight, in the zone of the rule's level. */
  | { readonly kind: 'at'; readonly days: readonly number[]; readonly times: readonly number[] };

/** Hours of some days (1 Monday … 7 Sunday): minutes since midnight, `from` inclusive, `to` (up to 1440) exclusive. */
export interface HourRange {
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** So many mails to one recipient within so many milliseconds go out one by one; what follows comes as one mail. */
export interface StormLimit {
  readonly most: number;
  readonly within: number;
}

/** How a rule's mail goes out. */
export interface RulePace {
  /** Null: at once. */
  readonly digest: DigestSchedule | null;
  /** Outside of these, events wait for the opening; empty: there is no outside. */
  readonly hours: readonly HourRange[];
  /** Null: every event has its own mail, however many come. */
  readonly storm: StormLimit | null;
  /** Events of this severity or worse pass digest, hours and storm, and go out at once; null: none does. */
  readonly atOnceFrom: Severity | null;
}

/** Every event by itself, at once. */
export const AT_ONCE: RulePace = { digest: null, hours: [], storm: null, atOnceFrom: 'fatal' };
