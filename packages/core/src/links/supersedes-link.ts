import { actorLabel } from '../access/actor.ts';
import { levelKey } from '../kernel/level.ts';
import type { OneTimeLink } from './one-time-link.ts';

/**
 * Whether a new link takes the place of an open one: the same person asked again for a page to enter the same secret. Those
 * of others stay; once one is used, the head of the settings that the rest expect is gone.
 */
export function supersedesLink(added: OneTimeLink, open: OneTimeLink): boolean {
  return (
    added.purpose.kind === 'secret' &&
    open.purpose.kind === 'secret' &&
    open.usedAt === null &&
    open.purpose.key === added.purpose.key &&
    levelKey(open.level) === levelKey(added.level) &&
    actorLabel(open.actor) === actorLabel(added.actor)
  );
}
