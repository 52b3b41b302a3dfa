import { isDeepStrictEqual } from 'node:util';
import { and, asc, desc, eq, lt, notInArray } from './drizzle.ts';
import { AppError } from '../../../kernel/errors.ts';
import { HOST } from '../../../kernel/level.ts';
import { OPEN_POLICY, type HostPolicy } from '../../../settings/mail-settings.ts';
import type { SettingsStore } from '../../../settings/settings-store.ts';
import { checkPage } from '../records/check-page.ts';
import { numberOfCursor } from '../records/number-of-cursor.ts';
import { pageOf } from '../records/page-of.ts';
import { policyCodec } from '../records/policy-codec.ts';
import { keyIdsColumn, keyIdsColumnsWithoutOther, revisionCodec } from '../records/revision-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import { releaseHeld } from './release-held.ts';
import { revisionRows } from './revision-rows.ts';
import { policy, revisions } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Mail settings in SQLite. */
export function sqliteSettingsStore(connection: SqliteConnection): SettingsStore {
  const { orm } = connection;

  const { ofLevel, inState, headOf, supersede, save } = revisionRows(connection);

  const savedPolicy = (): HostPolicy => {
    const row = orm.select().from(policy).get();
    return row === undefined ? OPEN_POLICY : policyCodec.fromRow(row).policy;
  };

  return {
    load: (level) =>
      connection.read(() => ({
        active: inState(level, 'active'),
        draft: inState(level, 'draft'),
        head: headOf(level),
      })),

    save: (change) => connection.write(() => save(change)),

    activate: ({ level, revisionId, audit, now }) =>
      connection.write(() => {
        if (inState(level, 'draft')?.id !== revisionId) return 'conflict';
        supersede(level, 'active');
        orm.update(revisions).set({ state: 'active' }).where(eq(revisions.id, revisionId)).run();
        releaseHeld(connection, level, now);
        configurationChanges(connection, audit);
        return 'activated';
      }),

    recordTest: (revisionId, test, audit) =>
      connection.write(() => {
        const { changes } = orm
          .update(revisions)
          .set({ test: JSON.stringify(test) })
          .where(eq(revisions.id, revisionId))
          .run();
        if (changes === 0) throw new AppError('not-found', 'There is no such revision of the settings.');
        configurationChanges(connection, [audit]);
      }),

    findRevision: (level, number) =>
      connection.read(() => {
        const row = orm
          .select()
          .from(revisions)
          .where(and(ofLevel(level), eq(revisions.number, number)))
          .get();
        return row === undefined ? null : revisionCodec.fromRow(row);
      }),

    history: (level, page) =>
      connection.read(() => {
        checkPage(page);
        const before =
          page.cursor === undefined ? undefined : lt(revisions.number, numberOfCursor(page.cursor));
        const rows = orm
          .select()
          .from(revisions)
          .where(and(ofLevel(level), before))
          .orderBy(desc(revisions.number))
          .limit(page.limit + 1)
          .all();
        return pageOf(rows.map(revisionCodec.fromRow), page.limit, (last) => String(last.number));
      }),

    sealedWithOtherKey: (keyId, limit) =>
      connection.read(() =>
        orm
          .select()
          .from(revisions)
          .where(notInArray(revisions.keyIds, [...keyIdsColumnsWithoutOther(keyId)]))
          .orderBy(asc(revisions.id))
          .limit(limit)
          .all()
          .map(revisionCodec.fromRow),
      ),

    reseal: (revisionId, before, after) =>
      connection.write(() => {
        const row = orm.select().from(revisions).where(eq(revisions.id, revisionId)).get();
        if (row === undefined) return false;
        const revision = revisionCodec.fromRow(row);
        if (!isDeepStrictEqual(revision.layer, before)) return false;
        const { layer } = revisionCodec.toRow({ ...revision, layer: after });
        orm
          .update(revisions)
          .set({ layer, keyIds: keyIdsColumn(after) })
          .where(eq(revisions.id, revisionId))
          .run();
        configurationChanges(connection, []);
        return true;
      }),

    policy: () => connection.read(savedPolicy),

    savePolicy: (before, after, { audit, now }) =>
      connection.write(() => {
        if (!isDeepStrictEqual(savedPolicy(), before)) return 'conflict';
        const row = policyCodec.toRow({ id: 'host', policy: after });
        orm
          .insert(policy)
          .values(row)
          .onConflictDoUpdate({ target: policy.id, set: { policy: row.policy } })
          .run();
        releaseHeld(connection, HOST, now);
        configurationChanges(connection, audit);
        return 'saved';
      }),
  };
}
