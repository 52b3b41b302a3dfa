import { actorLabel, type Actor } from '../access/actor.ts';
import type { Revision } from './mail-settings.ts';
import type { SettingsDeps } from './settings-deps.ts';

/** Stamps a revision with its id, author and time. */
export function newRevision(
  parts: Omit<Revision, 'id' | 'author' | 'createdAt' | 'arrivedAt'>,
  actor: Actor,
  { clock, newId }: Pick<SettingsDeps, 'clock' | 'newId'>,
): Revision {
  return { id: newId(), author: actorLabel(actor), createdAt: clock.now(), arrivedAt: null, ...parts };
}
