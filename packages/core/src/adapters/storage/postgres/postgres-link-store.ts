import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, sql } from './drizzle.ts';
import { levelKey } from '../../../kernel/level.ts';
import type { LinkStore } from '../../../links/link-store.ts';
import type { OneTimeLink } from '../../../links/one-time-link.ts';
import { supersedesLink } from '../../../links/supersedes-link.ts';
import { linkCodec } from '../records/link-codec.ts';
import { writeAudit } from './configuration-changes.ts';
import { leaseTime, type LeaseClock } from './lease-time.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { saveRevisions } from './revision-rows.ts';
import { links, revisions } from './schema.ts';
import type { Session } from './session.ts';

/** One-time links in PostgreSQL. */
export function postgresLinkStore(connection: PostgresConnection, leaseClock: LeaseClock): LinkStore {
  /** Few at any time. */
  const openOfKind = async (
    { orm }: Session,
    { level, purpose }: OneTimeLink,
  ): Promise<readonly OneTimeLink[]> => {
    const same = and(eq(links.level, levelKey(level)), eq(links.kind, purpose.kind), isNull(links.usedAt));
    return (await orm.select().from(links).where(same)).map(linkCodec.fromRow);
  };

  return {
    add: (link) =>
      connection.change(async (session) => {
        const replaced = (await openOfKind(session, link)).filter((open) => supersedesLink(link, open));
        const ids = replaced.map(({ id }) => id);
        await session.orm.delete(links).where(inArray(links.id, ids));
        const row = { ...linkCodec.toRow(link), kind: link.purpose.kind, answerDue: null };
        await session.orm.insert(links).values(row);
      }),

    findByTokenHash: (tokenHash) =>
      connection.ask(async ({ orm }) => {
        const [row] = await orm.select().from(links).where(eq(links.tokenHash, tokenHash));
        return row === undefined ? null : linkCodec.fromRow(row);
      }),

    use: ({ id, now, audit, settings }) =>
      connection.change(async (session) => {
        const { orm } = session;
        const open = and(eq(links.id, id), isNull(links.usedAt), gt(links.expiresAt, now));
        // Locked: nobody withdraws or forgets it meanwhile.
        const [there] = await orm
          .select({ revisionId: links.revisionId })
          .from(links)
          .where(open)
          .for('update');
        if (there === undefined) return 'not-open';
        if (settings === null) await writeAudit(session, [audit]);
        else {
          const save = { ...settings, audit: [...settings.audit, audit] };
          if ((await saveRevisions(session, save)) === 'conflict') return 'conflict';
        }
        if (there.revisionId !== null)
          await orm.update(revisions).set({ arrivedAt: now }).where(eq(revisions.id, there.revisionId));
        const answerDue = sql`CASE WHEN ${links.reply} IS NULL THEN NULL ELSE ${leaseTime(leaseClock, now, now)} END`;
        await orm.update(links).set({ usedAt: now, answerDue }).where(open);
        return 'used';
      }),

    updateReply: (id, reply) =>
      connection.write(async ({ orm }) => {
        await orm
          .update(links)
          .set({ reply: JSON.stringify(reply) })
          .where(eq(links.id, id));
      }),

    async takeUsed({ now, leaseUntil, limit }) {
      const due = and(isNotNull(links.answerDue), lte(links.answerDue, leaseTime(leaseClock, now, now)));
      // Asked every second, and nearly always for nothing.
      const [first] = await connection.ask(({ orm }) =>
        orm.select({ id: links.id }).from(links).where(due).limit(1),
      );
      if (first === undefined) return [];
      return connection.write(async ({ orm }) => {
        const rows = await orm
          .select()
          .from(links)
          .where(due)
          .orderBy(asc(links.usedAt), asc(links.id))
          .limit(limit)
          .for('update', { skipLocked: true });
        const ids = rows.map(({ id }) => id);
        await orm
          .update(links)
          .set({ answerDue: leaseTime(leaseClock, now, leaseUntil) })
          .where(inArray(links.id, ids));
        return rows.map(linkCodec.fromRow);
      });
    },

    answered: (id) =>
      connection.write(async ({ orm }) => {
        await orm.update(links).set({ answerDue: null }).where(eq(links.id, id));
      }),

    purge: (before) =>
      connection.write(async ({ orm }) => {
        const { rowCount } = await orm.delete(links).where(lt(links.expiresAt, before));
        return rowCount ?? 0;
      }),
  };
}
