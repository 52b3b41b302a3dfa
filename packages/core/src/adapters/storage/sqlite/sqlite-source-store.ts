import { and, asc, eq } from './drizzle.ts';
import { levelKey } from '../../../kernel/level.ts';
import type { SourceStore } from '../../../sources/source-store.ts';
import type { Source, SourceSecret } from '../../../sources/source.ts';
import { sourceCodec, sourceSecretCodec } from '../records/source-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import { sources, sourceSecrets } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** How many secrets may live at once while one replaces the other. */
const MOST_SECRETS = 2;

/** Sources in SQLite. */
export function sqliteSourceStore(connection: SqliteConnection): SourceStore {
  const { orm } = connection;

  const insertSecret = (sourceId: string, secret: SourceSecret): void => {
    orm
      .insert(sourceSecrets)
      .values({ sourceId, ...sourceSecretCodec.toRow(secret) })
      .run();
  };

  /** Null for a source that does not exist. */
  const secretIdsOf = (sourceId: string): readonly string[] | null => {
    const rows = orm
      .select({ id: sources.id, secretId: sourceSecrets.id })
      .from(sources)
      .leftJoin(sourceSecrets, eq(sourceSecrets.sourceId, sources.id))
      .where(eq(sources.id, sourceId))
      .all();
    if (rows.length === 0) return null;
    return rows.flatMap(({ secretId }) => (secretId === null ? [] : [secretId]));
  };

  return {
    add: ({ secrets, ...source }, audit) =>
      connection.write(() => {
        const sameName = and(eq(sources.level, levelKey(source.level)), eq(sources.name, source.name));
        if (orm.select().from(sources).where(sameName).get() !== undefined) return 'name-taken';
        orm.insert(sources).values(sourceCodec.toRow(source)).run();
        for (const secret of secrets) insertSecret(source.id, secret);
        configurationChanges(connection, [audit]);
        return 'added';
      }),

    list: () =>
      connection.read(() => {
        const secrets = orm.select().from(sourceSecrets).orderBy(asc(sourceSecrets.id)).all();
        const bySource = Map.groupBy(secrets, ({ sourceId }) => sourceId);
        const rows = orm.select().from(sources).orderBy(asc(sources.id)).all();
        return rows.map((row) => sourceOf(row, bySource.get(row.id) ?? []));
      }),

    find: (id) =>
      connection.read(() => {
        const row = orm.select().from(sources).where(eq(sources.id, id)).get();
        if (row === undefined) return null;
        const ofSource = eq(sourceSecrets.sourceId, id);
        return sourceOf(
          row,
          orm.select().from(sourceSecrets).where(ofSource).orderBy(asc(sourceSecrets.id)).all(),
        );
      }),

    setState: (id, state, audit) =>
      connection.write(() => {
        const { changes } = orm.update(sources).set({ state }).where(eq(sources.id, id)).run();
        if (changes === 0) return 'not-found';
        configurationChanges(connection, [audit]);
        return 'changed';
      }),

    setExpectation: (id, expectedEvery, audit) =>
      connection.write(() => {
        const { changes } = orm.update(sources).set({ expectedEvery }).where(eq(sources.id, id)).run();
        if (changes === 0) return 'not-found';
        configurationChanges(connection, [audit]);
        return 'changed';
      }),

    setLimit: (id, limitPerMinute, audit) =>
      connection.write(() => {
        const { changes } = orm.update(sources).set({ limitPerMinute }).where(eq(sources.id, id)).run();
        if (changes === 0) return 'not-found';
        configurationChanges(connection, [audit]);
        return 'changed';
      }),

    addSecret: (id, secret, audit) =>
      connection.write(() => {
        const ids = secretIdsOf(id);
        if (ids === null) return 'not-found';
        if (ids.length >= MOST_SECRETS) return 'two-already';
        insertSecret(id, secret);
        configurationChanges(connection, [audit]);
        return 'added';
      }),

    removeSecret: (id, secretId, audit) =>
      connection.write(() => {
        const ids = secretIdsOf(id) ?? [];
        if (!ids.includes(secretId)) return 'not-found';
        if (ids.length === 1) return 'last-one';
        orm.delete(sourceSecrets).where(eq(sourceSecrets.id, secretId)).run();
        configurationChanges(connection, [audit]);
        return 'removed';
      }),

    resealSecret: (id, before, after) =>
      connection.write(() => {
        const unchanged = and(
          eq(sourceSecrets.id, before.id),
          eq(sourceSecrets.sourceId, id),
          eq(sourceSecrets.keyId, before.sealed.keyId),
          eq(sourceSecrets.box, before.sealed.box),
        );
        const { changes } = orm.update(sourceSecrets).set(after.sealed).where(unchanged).run();
        if (changes === 0) return false;
        configurationChanges(connection, []);
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
