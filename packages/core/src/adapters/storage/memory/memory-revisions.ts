import { levelKey, type Level } from '../../../kernel/level.ts';
import type { Revision, RevisionState } from '../../../settings/mail-settings.ts';
import type { LevelSettings, SettingsSave } from '../../../settings/settings-store.ts';
import { checkRevisionNumbers } from '../records/check-revision-numbers.ts';
import { configurationChanges, refuseKnownIds, type MemoryState } from './memory-state.ts';
import { releaseHeld } from './release-held.ts';

/** Revisions in memory, for every store that writes them; each call happens whole or not at all. */
export interface MemoryRevisions {
  /** Newest first. */
  readonly revisionsOf: (level: Level) => readonly Revision[];
  readonly settingsOf: (level: Level) => LevelSettings;
  readonly supersede: (level: Level, which: RevisionState) => void;
  /** See `SettingsStore`. */
  readonly save: (change: SettingsSave) => 'saved' | 'conflict';
}

/** See {@link MemoryRevisions}. */
export function memoryRevisions(state: MemoryState): MemoryRevisions {
  const { revisions } = state;

  const revisionsOf = (level: Level): readonly Revision[] =>
    [...revisions.values()]
      .filter((revision) => levelKey(revision.level) === levelKey(level))
      .toSorted((one, other) => other.number - one.number);

  const settingsOf = (level: Level): LevelSettings => {
    const all = revisionsOf(level);
    return {
      active: all.find((revision) => revision.state === 'active') ?? null,
      draft: all.find((revision) => revision.state === 'draft') ?? null,
      head: all[0]?.number ?? 0,
    };
  };

  const supersede = (level: Level, which: RevisionState): void => {
    for (const revision of revisionsOf(level)) {
      if (revision.state === which) revisions.set(revision.id, { ...revision, state: 'superseded' });
    }
  };

  return {
    revisionsOf,
    settingsOf,
    supersede,

    save(change) {
      const { level, now } = change;
      const { active, head } = settingsOf(level);
      if (head !== change.expectedHead) return 'conflict';
      if (change.expectedActive !== undefined && (active?.id ?? null) !== change.expectedActive)
        return 'conflict';
      checkRevisionNumbers(change.revisions, change.expectedHead);
      refuseKnownIds(
        revisions,
        change.revisions.map(({ id }) => id),
        'revisions',
      );
      configurationChanges(state, change.audit);
      if (change.dropDraft) supersede(level, 'draft');
      for (const revision of change.revisions) {
        supersede(level, revision.state);
        revisions.set(revision.id, revision);
      }
      if (change.releaseHeld) releaseHeld(state, level, now);
      return 'saved';
    },
  };
}
