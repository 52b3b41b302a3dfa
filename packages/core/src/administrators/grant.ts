import type { Actor } from '../access/actor.ts';
import type { Level } from '../kernel/level.ts';

/** Who holds a right: a person, or everybody in a user group of a Slack workspace. */
export type GrantHolder =
  | { readonly kind: 'user'; readonly teamId: string; readonly userId: string }
  | { readonly kind: 'group'; readonly teamId: string; readonly groupId: string };

/** Makes its holder an administrator: of the whole system when the level is the host, else of one organization. */
export interface Grant {
  readonly id: string;
  readonly level: Level;
  readonly holder: GrantHolder;
  /** Epoch milliseconds. */
  readonly grantedAt: number;
  readonly grantedBy: Actor;
}
