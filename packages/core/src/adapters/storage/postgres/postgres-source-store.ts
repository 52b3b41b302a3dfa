import { and, asc, eq } from './drizzle.ts';
import { levelKey } from '../../../kernel/level.ts';
import type { SourceStore } from '../../../sources/source-store.ts';
import type { Source, SourceSecret } from '../../../sources/source.ts';
import { sourceCodec, sourceSecretCodec } from '../records/source-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { sources, sourceSecrets } from './schema.ts';
import type { Session } from './session.ts';

/** How many secrets may live at once while one replaces the other. */
const MOST_SECRETS = 2;

/** Sources in PostgreSQL. */
export function postgresSourceStore(connection: PostgresConnection): SourceStore {
  const insertSecret = async ({ orm }: Session, sourceId: string, secret: SourceSecret): Promise<void> => {
    await orm.insert(sourceSecrets).values({ sourceId, ...sourceSecretCodec.toRow(secret) });
  };

  /** Null for a source that does not exist. */
  const secretIdsOf = async ({ orm }: Session, sourceId: string): Promise<readonly string[] | null> => {
    const rows = await orm
      .select({ id: sources.id, secretId: sourceSecrets.id })
      .from(sources)
      .leftJoin(sourceSecrets, eq(sourceSecrets.sourceId, sources.id))
      .where(eq(sources.id, sourceId));
    if (rows.length === 0) return null;
    return rows.flatMap(({ secretId }) => (secretId === null ? [] : [secretId]));
  };

  return {
    add: ({ secrets, ...source }, audit) =>
      connection.change(async (session) => {
        const { orm } = session;
        const sameName = and(eq(sources.level, levelKey(source.level)), eq(sources.name, source.name));
        const [known] = await orm.select().from(sources).where(sameName);
        if (known !== undefined) return 'name-taken';
        await orm.insert(sources).values(sourceCodec.toRow(source));
        for (const secret of secrets) await insertSecret(session, source.id, secret);
        await configurationChanges(session, [audit]);
        return 'added';
      }),

    list: () =>
      connection.read(async ({ orm }) => {
        const secrets = await orm.select().from(sourceSecrets).orderBy(asc(sourceSecrets.id));
        const bySource = Map.groupBy(secrets, ({ sourceId }) => sourceId);
        const rows = await orm.select().from(sources).orderBy(asc(sources.id));
        return rows.map((row) => sourceOf(row, bySource.get(row.id) ?? []));
      }),

    find: (id) =>
      connection.read(async ({ orm }) => {
        const [row] = await orm.select().from(sources).where(eq(sources.id, id));
        if (row === undefined) return null;
        const ofSource = eq(sourceSecrets.sourceId, id);
        return sourceOf(
          row,
          await orm.select().from(sourceSecrets).where(ofSource).orderBy(asc(sourceSecrets.id)),
        );
      }),

    setState: (id, state, audit) =>
      connection.change(async (session) => {
        const { rowCount } = await session.orm.update(sources).set({ state }).where(eq(sources.id, id));
        if (rowCount === 0) return 'not-found';
        await configurationChanges(session, [audit]);
        return 'changed';
      }),

    setExpectation: (id, expectedEvery, audit) =>
      connection.change(async (session) => {
        const { rowCount } = await session.orm
          .update(sources)
          .set({ expectedEvery })
          .where(eq(sources.id, id));
        if (rowCount === 0) return 'not-found';
        await configurationChanges(session, [audit]);
        return 'changed';
      }),

    setLimit: (id, limitPerMinute, audit) =>
      connection.change(async (session) => {
        const { rowCount } = await session.orm
          .update(sources)
          .set({ limitPerMinute })
          .where(eq(sources.id, id));
        if (rowCount === 0) return 'not-found';
        await configurationChanges(session, [audit]);
        return 'changed';
      }),

    addSecret: (id, secret, audit) =>
      connection.change(async (session) => {
        const ids = await secretIdsOf(session, id);
        if (ids === null) return 'not-found';
        if (ids.length >= MOST_SECRETS) return 'two-already';
        await insertSecret(session, id, secret);
        await configurationChanges(session, [audit]);
        return 'added';
      }),

    removeSecret: (id, secretId, audit) =>
      connection.change(async (session) => {
        const ids = (await secretIdsOf(session, id)) ?? [];
        if (!ids.includes(secretId)) return 'not-found';
        if (ids.length === 1) return 'last-one';
        await session.orm.delete(sourceSecrets).where(eq(sourceSecrets.id, secretId));
        await configurationChanges(session, [audit]);
        return 'removed';
      }),

    resealSecret: (id, before, after) =>
      connection.change(async (session) => {
        const unchanged = and(
          eq(sourceSecrets.id, before.id),
          eq(sourceSecrets.sourceId, id),
          eq(sourceSecrets.keyId, before.sealed.keyId),
          eq(sourceSecrets.box, before.sealed.box),
        );
        const { rowCount } = await session.orm.update(sourceSecrets).set(after.sealed).where(unchanged);
        if (rowCount === 0) return false;
        await configurationChanges(session, []);
        return true;
      }),
  };
}

function sourceOf(
  row: typeof sources.$inferSelect,
  secrets: readonly (typeof sourceSecrets.$inferSelect)[],
): Source {
  return { ...sourceCodec.fromRow(row), secrets: secrets.map(sourceSecretCodec.fromRow) };
}
