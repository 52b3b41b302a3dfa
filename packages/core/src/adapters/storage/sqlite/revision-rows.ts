import type { SQL } from 'drizzle-orm';
import { and, eq, max } from './drizzle.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import type { Revision, RevisionState } from '../../../settings/mail-settings.ts';
import type { SettingsSave } from '../../../settings/settings-store.ts';
import { checkRevisionNumbers } from '../records/check-revision-numbers.ts';
import { keyIdsColumn, revisionCodec } from '../records/revision-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import { releaseHeld } from './release-held.ts';
import { revisions } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Revisions as rows, for every store that writes them; to be called inside a transaction. */
export interface RevisionRows {
  readonly ofLevel: (level: Level) => SQL;
  readonly inState: (level: Level, state: RevisionState) => Revision | null;
  readonly headOf: (level: Level) => number;
  readonly supersede: (level: Level, state: RevisionState) => void;
  /** See `SettingsStore`. On `conflict` nothing was written. */
  readonly save: (change: SettingsSave) => 'saved' | 'conflict';
}

/** See {@link RevisionRows}. */
export function revisionRows(connection: SqliteConnection): RevisionRows {
  const { orm } = connection;

  const ofLevel = (level: Level) => eq(revisions.level, levelKey(level));

  const inState = (level: Level, state: RevisionState): Revision | null => {
    const row = orm
      .select()
      .from(revisions)
      .where(and(ofLevel(level), eq(revisions.state, state)))
      .get();
    return row === undefined ? null : revisionCodec.fromRow(row);
  };

  const headOf = (level: Level): number =>
    orm
      .select({ head: max(revisions.number) })
      .from(revisions)
      .where(ofLevel(level))
      .get()?.head ?? 0;

  const supersede = (level: Level, state: RevisionState): void => {
    orm
      .update(revisions)
      .set({ state: 'superseded' })
      .where(and(ofLevel(level), eq(revisions.state, state)))
      .run();
  };

  return {
    ofLevel,
    inState,
    headOf,
    supersede,

    save(change) {
      const { level } = change;
      if (headOf(level) !== change.expectedHead) return 'conflict';
      if (
        change.expectedActive !== undefined &&
        (inState(level, 'active')?.id ?? null) !== change.expectedActive
      )
        return 'conflict';
      checkRevisionNumbers(change.revisions, change.expectedHead);
      if (change.dropDraft) supersede(level, 'draft');
      for (const revision of change.revisions) {
        supersede(level, revision.state);
        const keyIds = keyIdsColumn(revision.layer);
        orm
          .insert(revisions)
          .values({ keyIds, ...revisionCodec.toRow(revision) })
          .run();
      }
      if (change.releaseHeld) releaseHeld(connection, level, change.now);
      configurationChanges(connection, change.audit);
      return 'saved';
    },
  };
}
