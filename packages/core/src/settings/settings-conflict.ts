import { AppError } from '../kernel/errors.ts';
import type { Level } from '../kernel/level.ts';
import type { SettingsStore } from './settings-store.ts';

/** The error for a change that was based on what is not the newest any more: says who saved which revision meanwhile. */
export async function settingsConflict(store: SettingsStore, level: Level): Promise<AppError> {
  const { head } = await store.load(level);
  const newest = await store.findRevision(level, head);
  const who = newest === null ? 'Someone' : newest.author;
  return new AppError(
    'conflict',
    `${who} saved revision ${head} meanwhile. Nothing was changed. Look at it, then make your change again.`,
  );
}
