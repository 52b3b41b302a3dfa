import { mayDo, type Actor } from '../access/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { SourceStore } from './source-store.ts';
import type { Source } from './source.ts';

/**
 * The source with that id.
 * @throws AppError `not-found`; also for one that the actor may not see.
 */
export async function findSource(
  deps: { readonly storage: { readonly sources: Pick<SourceStore, 'find'> } },
  actor: Actor,
  sourceId: string,
): Promise<Source> {
  const source = await deps.storage.sources.find(sourceId);
  if (source !== null && mayDo(actor, 'read', source.level)) return source;
  throw new AppError('not-found', `There is no source "${sourceId.slice(0, 60)}".`);
}
