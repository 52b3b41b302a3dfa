import { mayDo, type Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { ListStore } from './list-store.ts';
import type { RecipientList } from './recipient-list.ts';

/**
 * The lists of a level, or of all levels that the actor may see, by name.
 * @throws AppError `not-allowed`.
 */
export async function listRecipientLists(
  deps: { readonly storage: { readonly lists: Pick<ListStore, 'list'> } },
  actor: Actor,
  { level }: { readonly level?: Level | undefined } = {},
): Promise<readonly RecipientList[]> {
  if (level !== undefined) authorize(actor, 'read', level);
  const all = await deps.storage.lists.list();
  return all.filter((list) =>
    level === undefined ? mayDo(actor, 'read', list.level) : levelKey(list.level) === levelKey(level),
  );
}
