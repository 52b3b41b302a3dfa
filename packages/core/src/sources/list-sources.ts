import { mayDo, type Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { SourceStore } from './source-store.ts';
import type { Source } from './source.ts';

/**
 * The sources of a level, or of all levels that the actor may see.
 * @throws AppError `not-allowed`.
 */
export async function listSources(
  deps: { readonly storage: { readonly sources: Pick<SourceStore, 'list'> } },
  actor: Actor,
  { level }: { readonly level?: Level | undefined } = {},
): Promise<readonly Source[]> {
  if (level !== undefined) authorize(actor, 'read', level);
  const all = await deps.storage.sources.list();
  return all.filter((source) =>
    level === undefined ? mayDo(actor, 'read', source.level) : levelKey(source.level) === levelKey(level),
  );
}
