import { and, eq, max } from './drizzle.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import type { Revision, RevisionState } from '../../../settings/mail-settings.ts';
import type { SettingsSave } from '../../../settings/settings-store.ts';
import { checkRevisionNumbers } from '../records/check-revision-numbers.ts';
import { keyIdsColumn, revisionCodec } from '../records/revision-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import { releaseHeld } from './release-held.ts';
import { revisions } from './schema.ts';
import type { Session } from './session.ts';

// Revisions as rows, for every store that writes them; to be called inside the transaction of a change.

/** The revisions of a level. */
export const ofLevel = (level: Level) => eq(revisions.level, levelKey(level));

/** The level's active revision, or its draft. */
export async function inState(
  { orm }: Session,
  level: Level,
  state: RevisionState,
): Promise<Revision | null> {
  const [row] = await orm
    .select()
    .from(revisions)
    .where(and(ofLevel(level), eq(revisions.state, state)));
  return row === undefined ? null : revisionCodec.fromRow(row);
}

/** The number of the level's last revision; 0 when there is none. */
export async function headOf({ orm }: Session, level: Level): Promise<number> {
  const [row] = await orm
    .select({ head: max(revisions.number) })
    .from(revisions)
    .where(ofLevel(level));
  return row?.head ?? 0;
}

/** Ends the time of the level's active revision, or of its draft. */
export async function supersede({ orm }: Session, level: Level, state: RevisionState): Promise<void> {
  await orm
    .update(revisions)
    .set({ state: 'superseded' })
    .where(and(ofLevel(level), eq(revisions.state, state)));
}

/** See `SettingsStore.save`. On `conflict` nothing was written. */
export async function saveRevisions(session: Session, change: SettingsSave): Promise<'saved' | 'conflict'> {
  const { level } = change;
  if ((await headOf(session, level)) !== change.expectedHead) return 'conflict';
  if (
    change.expectedActive !== undefined &&
    ((await inState(session, level, 'active'))?.id ?? null) !== change.expectedActive
  )
    return 'conflict';
  checkRevisionNumbers(change.revisions, change.expectedHead);
  if (change.dropDraft) await supersede(session, level, 'draft');
  for (const revision of change.revisions) {
    await supersede(session, level, revision.state);
    const keyIds = keyIdsColumn(revision.layer);
    await session.orm.insert(revisions).values({ keyIds, ...revisionCodec.toRow(revision) });
  }
  if (change.releaseHeld) await releaseHeld(session, level, change.now);
  await configurationChanges(session, change.audit);
  return 'saved';
}
