import { mayDo, type Actor } from '../access/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { Silence } from './silence.ts';
import type { SilenceStore } from './silence-store.ts';

/**
 * The silence with that id.
 * @throws AppError `not-found`; also for one that the actor may not see.
 */
export async function findSilence(
  deps: { readonly storage: { readonly silences: Pick<SilenceStore, 'find'> } },
  actor: Actor,
  id: string,
): Promise<Silence> {
  const silence = await deps.storage.silences.find(id);
  if (silence !== null && mayDo(actor, 'read', silence.level)) return silence;
  throw new AppError('not-found', `There is no silence "${id.slice(0, 60)}".`);
}
