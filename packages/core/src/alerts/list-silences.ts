import { mayDo, type Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { Clock } from '../kernel/clock.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import { silenceState, type Silence, type SilenceState } from './silence.ts';
import type { SilenceStore } from './silence-store.ts';

/** A silence with where it stands now. */
export type ListedSilence = Silence & { readonly state: SilenceState };

/**
 * The silences of a level, or of all levels that the actor may see, oldest first; without those that are over unless
 * they are asked for.
 * @throws AppError `not-allowed`.
 */
export async function listSilences(
  deps: { readonly storage: { readonly silences: Pick<SilenceStore, 'list'> }; readonly clock: Clock },
  actor: Actor,
  { level, over = false }: { readonly level?: Level | undefined; readonly over?: boolean } = {},
): Promise<readonly ListedSilence[]> {
  if (level !== undefined) authorize(actor, 'read', level);
  const now = deps.clock.now();
  const all = await deps.storage.silences.list();
  return all
    .filter((silence) =>
      level === undefined ? mayDo(actor, 'read', silence.level) : levelKey(silence.level) === levelKey(level),
    )
    .map((silence) => ({ ...silence, state: silenceState(silence, now) }))
    .filter(({ state }) => over || state !== 'over');
}
