import type { Actor } from '../access/actor.ts';
import type { Level } from '../kernel/level.ts';
import type { Matchers } from './alert-rule.ts';

/**
 * A timed mute: events that it matches make no mail while it lasts. They are kept, and so is a delivery for each
 * recipient, suppressed, which can be sent by hand.
 */
export interface Silence {
  readonly id: string;
  /** It mutes events of this level: an organization's, or those of host sources. */
  readonly level: Level;
  /** As in a rule; without any it mutes every event of the level. */
  readonly matchers: Matchers;
  /** Why, in a person's words. */
  readonly reason: string;
  /** Epoch milliseconds, inclusive. */
  readonly startsAt: number;
  /** Epoch milliseconds, exclusive. */
  readonly endsAt: number;
  readonly createdBy: Actor;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** Where a silence stands at a moment. */
export type SilenceState = 'coming' | 'active' | 'over';

/** The state of a silence. @param at epoch milliseconds */
export function silenceState({ startsAt, endsAt }: Silence, at: number): SilenceState {
  if (at >= endsAt) return 'over';
  return at < startsAt ? 'coming' : 'active';
}
