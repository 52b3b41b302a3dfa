import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, sql } from './drizzle.ts';
import { levelKey } from '../../../kernel/level.ts';
import type { LinkStore } from '../../../links/link-store.ts';
import { linkCodec } from '../records/link-codec.ts';
import { links } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** One-time links in SQLite. */
export function sqliteLinkStore(connection: SqliteConnection): LinkStore {
  const { orm } = connection;
  return {
    add: (link) =>
      connection.write(() => {
        const row = { ...linkCodec.toRow(link), kind: link.purpose.kind, answerDue: null };
        orm.insert(links).values(row).run();
      }),

    findByTokenHash: (tokenHash) =>
      connection.read(() => {
        const row = orm.select().from(links).where(eq(links.tokenHash, tokenHash)).get();
        return row === undefined ? null : linkCodec.fromRow(row);
      }),

    use: (id, now) =>
      connection.write(() => {
        const { changes } = orm
          .update(links)
          .set({ usedAt: now, answerDue: sql`CASE WHEN ${links.reply} IS NULL THEN NULL ELSE ${now} END` })
          .where(and(eq(links.id, id), isNull(links.usedAt), gt(links.expiresAt, now)))
          .run();
        return changes === 0 ? 'not-open' : 'used';
      }),

    withdraw: ({ level, kind }) =>
      connection.write(
        () =>
          orm
            .delete(links)
            .where(and(eq(links.level, levelKey(level)), eq(links.kind, kind), isNull(links.usedAt)))
            .run().changes,
      ),

    takeUsed: ({ now, leaseUntil, limit }) =>
      connection.write(() => {
        const rows = orm
          .select()
          .from(links)
          .where(and(isNotNull(links.answerDue), lte(links.answerDue, now)))
          .orderBy(asc(links.usedAt), asc(links.id))
          .limit(limit)
          .all();
        const ids = rows.map(({ id }) => id);
        orm.update(links).set({ answerDue: leaseUntil }).where(inArray(links.id, ids)).run();
        return rows.map(linkCodec.fromRow);
      }),

    answered: (id) =>
      connection.write(() => {
        orm.update(links).set({ answerDue: null }).where(eq(links.id, id)).run();
      }),

    purge: (before) =>
      connection.write(() => {
        orm.delete(links).where(lt(links.expiresAt, before)).run();
      }),
  };
}
