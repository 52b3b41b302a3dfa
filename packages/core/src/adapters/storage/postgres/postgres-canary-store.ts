import { and, asc, eq, sql } from './drizzle.ts';
import type { CanaryStore } from '../../../canaries/canary-store.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import { canaryCodec } from '../records/canary-codec.ts';
import { canaryReport } from '../records/canary-report.ts';
import type { ChangeNews } from './change-news.ts';
import { writeAudit } from './configuration-changes.ts';
import { keepEvents } from './keep-events.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { canaries, reports } from './schema.ts';

/** Canaries in PostgreSQL. */
export function postgresCanaryStore(
  connection: PostgresConnection,
  news: Pick<ChangeNews, 'tellOfDeliveries'>,
): CanaryStore {
  const ofLevel = (level: Level) => eq(canaries.level, levelKey(level));
  const atVersion = (level: Level, version: number) => and(ofLevel(level), eq(canaries.version, version));
  const grown = sql`${canaries.version} + 1`;

  return {
    set: (plan, audit) =>
      connection.write(async (session) => {
        const row = canaryCodec.toRow({ ...plan, version: plan.setAt, last: null, deliveredAt: null });
        const { address, schedule, nextAt, setBy, setAt } = row;
        await session.orm
          .insert(canaries)
          .values(row)
          .onConflictDoUpdate({
            target: canaries.level,
            set: { address, schedule, nextAt, setBy, setAt, version: grown },
          });
        await writeAudit(session, [audit]);
      }),

    remove: (level, audit) =>
      connection.write(async (session) => {
        const { rowCount } = await session.orm.delete(canaries).where(ofLevel(level));
        if (rowCount === 0) return 'not-found';
        await writeAudit(session, [audit]);
        return 'removed';
      }),

    find: (level) =>
      connection.ask(async ({ orm }) => {
        const [row] = await orm.select().from(canaries).where(ofLevel(level));
        return row === undefined ? null : canaryCodec.fromRow(row);
      }),

    list: () =>
      connection.ask(async ({ orm }) => {
        const rows = await orm.select().from(canaries).orderBy(asc(canaries.level));
        return rows.map(canaryCodec.fromRow);
      }),

    send: async (dispatch, audit) => {
      const sent = await connection.write(async (session) => {
        const { level, expectedVersion, nextAt, last, mail } = dispatch;
        // Another process that sends it at this moment is waited for; then the version is another one.
        const { rowCount } = await session.orm
          .update(canaries)
          .set({ nextAt, last: JSON.stringify(last), version: grown })
          .where(atVersion(level, expectedVersion));
        if (rowCount === 0) return false;
        const report = canaryReport(dispatch);
        const { id, receivedAt } = report;
        await session.orm.insert(reports).values(report);
        await keepEvents(session, [{ reportId: id, planned: mail, level, receivedAt, dueAt: receivedAt }]);
        if (audit !== null) await writeAudit(session, [audit]);
        return true;
      });
      if (sent) news.tellOfDeliveries();
      return sent;
    },

    conclude: ({ level, expectedVersion, last, deliveredAt }) =>
      connection.write(async ({ orm }) => {
        const { rowCount } = await orm
          .update(canaries)
          .set({ last: JSON.stringify(last), deliveredAt, version: grown })
          .where(atVersion(level, expectedVersion));
        return rowCount !== 0;
      }),
  };
}
