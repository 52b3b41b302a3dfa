import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, sql } from './drizzle.ts';
import { levelKey } from '../../../kernel/level.ts';
import type { LinkStore } from '../../../links/link-store.ts';
import type { OneTimeLink } from '../../../links/one-time-link.ts';
import { supersedesLink } from '../../../links/supersedes-link.ts';
import { linkCodec } from '../records/link-codec.ts';
import { writeAudit } from './configuration-changes.ts';
import { revisionRows } from './revision-rows.ts';
import { links, revisions } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** One-time links in SQLite. */
export function sqliteLinkStore(connection: SqliteConnection): LinkStore {
  const { orm } = connection;
  const { save } = revisionRows(connection);

  /** Few at any time. */
  const openOfKind = ({ level, purpose }: OneTimeLink): readonly OneTimeLink[] => {
    const same = and(eq(links.level, levelKey(level)), eq(links.kind, purpose.kind), isNull(links.usedAt));
    return orm.select().from(links).where(same).all().map(linkCodec.fromRow);
  };

  return {
    add: (link) =>
      connection.write(() => {
        const replaced = openOfKind(link).filter((open) => supersedesLink(link, open));
        const ids = replaced.map(({ id }) => id);
        orm.delete(links).where(inArray(links.id, ids)).run();
        const row = { ...linkCodec.toRow(link), kind: link.purpose.kind, answerDue: null };
        orm.insert(links).values(row).run();
      }),

    findByTokenHash: (tokenHash) =>
      connection.read(() => {
        const row = orm.select().from(links).where(eq(links.tokenHash, tokenHash)).get();
        return row === undefined ? null : linkCodec.fromRow(row);
      }),

    use: ({ id, now, audit, settings }) =>
      connection.write(() => {
        const open = and(eq(links.id, id), isNull(links.usedAt), gt(links.expiresAt, now));
        const there = orm.select({ revisionId: links.revisionId }).from(links).where(open).get();
        if (there === undefined) return 'not-open';
        if (settings === null) writeAudit(connection, [audit]);
        else if (save({ ...settings, audit: [...settings.audit, audit] }) === 'conflict') return 'conflict';
        if (there.revisionId !== null)
          orm.update(revisions).set({ arrivedAt: now }).where(eq(revisions.id, there.revisionId)).run();
        const answerDue = sql`CASE WHEN ${links.reply} IS NULL THEN NULL ELSE ${now} END`;
        orm.update(links).set({ usedAt: now, answerDue }).where(open).run();
        return 'used';
      }),

    updateReply: (id, reply) =>
      connection.write(() => {
        orm
          .update(links)
          .set({ reply: JSON.stringify(reply) })
          .where(eq(links.id, id))
          .run();
      }),

    async takeUsed({ now, leaseUntil, limit }) {
      const due = and(isNotNull(links.answerDue), lte(links.answerDue, now));
      // Asked every second, and nearly always for nothing: then nobody who writes is to wait for it.
      const first = await connection.ask(() => orm.select({ id: links.id }).from(links).where(due).get());
      if (first === undefined) return [];
      return connection.write(() => {
        const rows = orm
          .select()
          .from(links)
          .where(due)
          .orderBy(asc(links.usedAt), asc(links.id))
          .limit(limit)
          .all();
        const ids = rows.map(({ id }) => id);
        orm.update(links).set({ answerDue: leaseUntil }).where(inArray(links.id, ids)).run();
        return rows.map(linkCodec.fromRow);
      });
    },

    answered: (id) =>
      connection.write(() => {
        orm.update(links).set({ answerDue: null }).where(eq(links.id, id)).run();
      }),

    purge: (before) =>
      connection.write(() => orm.delete(links).where(lt(links.expiresAt, before)).run().changes),
  };
}
