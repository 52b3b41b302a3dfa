import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { GrantStore } from './grant-store.ts';
import type { Grant } from './grant.ts';

/**
 * Who was made administrator of that level, oldest first; those of the configuration are not among them.
 * @throws AppError `not-allowed`.
 */
export async function listAdministrators(
  deps: { readonly storage: { readonly grants: Pick<GrantStore, 'list'> } },
  actor: Actor,
  level: Level,
): Promise<readonly Grant[]> {
  authorize(actor, 'read', level);
  const all = await deps.storage.grants.list();
  return all.filter((grant) => levelKey(grant.level) === levelKey(level));
}
