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
import type { PostgresConnection } from './postgres-connection.ts';
import { releaseHeld } from './release-held.ts';
import { headOf, inState, ofLevel, saveRevisions, supersede } from './revision-rows.ts';
import { policy, revisions } from './schema.ts';
import type { Session } from './session.ts';

/** Mail settings in PostgreSQL. */
export function postgresSettingsStore(connection: PostgresConnection): SettingsStore {
  const savedPolicy = async ({ orm }: Session): Promise<HostPolicy> => {
    const [row] = await orm.select().from(policy);
    return row === undefined ? OPEN_POLICY : policyCodec.fromRow(row).policy;
  };

  return {
    load: (level) =>
      connection.read(async (session) => ({
        active: await inState(session, level, 'active'),
        draft: await inState(session, level, 'draft'),
        head: await headOf(session, level),
      })),

    save: (change) => connection.change((session) => saveRevisions(session, change)),

    activate: ({ level, revisionId, audit, now }) =>
      connection.change(async (session) => {
        if ((await inState(session, level, 'draft'))?.id !== revisionId) return 'conflict';
        await supersede(session, level, 'active');
        await session.orm.update(revisions).set({ state: 'active' }).where(eq(revisions.id, revisionId));
        await releaseHeld(session, level, now);
        await configurationChanges(session, audit);
        return 'activated';
      }),

    recordTest: (revisionId, test, audit) =>
      connection.change(async (session) => {
        const { rowCount } = await session.orm
          .update(revisions)
          .set({ test: JSON.stringify(test) })
          .where(eq(revisions.id, revisionId));
        if (rowCount === 0) throw new AppError('not-found', 'There is no such revision of the settings.');
        await configurationChanges(session, [audit]);
      }),

    findRevision: (level, number) =>
      connection.ask(async ({ orm }) => {
        const [row] = await orm
          .select()
          .from(revisions)
          .where(and(ofLevel(level), eq(revisions.number, number)));
        return row === undefined ? null : revisionCodec.fromRow(row);
      }),

    history: (level, page) =>
      connection.ask(async ({ orm }) => {
        checkPage(page);
        const before =
          page.cursor === undefined ? undefined : lt(revisions.number, numberOfCursor(page.cursor));
        const rows = await orm
          .select()
          .from(revisions)
          .where(and(ofLevel(level), before))
          .orderBy(desc(revisions.number))
          .limit(page.limit + 1);
        return pageOf(rows.map(revisionCodec.fromRow), page.limit, (last) => String(last.number));
      }),

    sealedWithOtherKey: (keyId, limit) =>
      connection.ask(async ({ orm }) => {
        const rows = await orm
          .select()
          .from(revisions)
          .where(notInArray(revisions.keyIds, [...keyIdsColumnsWithoutOther(keyId)]))
          .orderBy(asc(revisions.id))
          .limit(limit);
        return rows.map(revisionCodec.fromRow);
      }),

    reseal: (revisionId, before, after) =>
      connection.change(async (session) => {
        const [row] = await session.orm.select().from(revisions).where(eq(revisions.id, revisionId));
        if (row === undefined) return false;
        const revision = revisionCodec.fromRow(row);
        if (!isDeepStrictEqual(revision.layer, before)) return false;
        const { layer } = revisionCodec.toRow({ ...revision, layer: after });
        await session.orm
          .update(revisions)
          .set({ layer, keyIds: keyIdsColumn(after) })
          .where(eq(revisions.id, revisionId));
        await configurationChanges(session, []);
        return true;
      }),

    policy: () => connection.ask(savedPolicy),

    savePolicy: (before, after, { audit, now }) =>
      connection.change(async (session) => {
        if (!isDeepStrictEqual(await savedPolicy(session), before)) return 'conflict';
        const row = policyCodec.toRow({ id: 'host', policy: after });
        await session.orm
          .insert(policy)
          .values(row)
          .onConflictDoUpdate({ target: policy.id, set: { policy: row.policy } });
        await releaseHeld(session, HOST, now);
        await configurationChanges(session, audit);
        return 'saved';
      }),
  };
}
