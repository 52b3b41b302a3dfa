import { and, count, desc, eq, getTableColumns, lt } from './drizzle.ts';
import type { AuditEntry } from '../../../audit/audit-entry.ts';
import type { QuarantinedReport, QuarantineStore } from '../../../intake/quarantine-store.ts';
import { checkPage } from '../records/check-page.ts';
import { pageOf } from '../records/page-of.ts';
import { quarantineCodec } from '../records/quarantine-codec.ts';
import type { ChangeNews } from './change-news.ts';
import { writeAudit } from './configuration-changes.ts';
import { keepEvents } from './keep-events.ts';
import { levelCondition } from './level-condition.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { quarantine } from './schema.ts';
import type { Session } from './session.ts';

// Lists leave the bodies where they are.
const { body: bodyColumn, ...columns } = getTableColumns(quarantine);

/** Quarantine in PostgreSQL. */
export function postgresQuarantineStore(
  connection: PostgresConnection,
  news: Pick<ChangeNews, 'tellOfDeliveries'>,
): QuarantineStore {
  /** Locked, so that of two who decide at once the second sees what the first did. */
  const lockedReport = async ({ orm }: Session, id: string): Promise<QuarantinedReport | null> => {
    const [row] = await orm.select(columns).from(quarantine).where(eq(quarantine.id, id)).for('update');
    return row === undefined ? null : quarantineCodec.fromRow(row);
  };

  const endAs = async (
    session: Session,
    { id, state, audit }: { id: string; state: QuarantinedReport['state']; audit: AuditEntry },
  ): Promise<void> => {
    await session.orm.update(quarantine).set({ state }).where(eq(quarantine.id, id));
    await writeAudit(session, [audit]);
  };

  return {
    list: ({ level, state }, page) =>
      connection.ask(async ({ orm }) => {
        checkPage(page);
        const rows = await orm
          .select(columns)
          .from(quarantine)
          .where(
            and(
              levelCondition(quarantine.level, level),
              state === undefined ? undefined : eq(quarantine.state, state),
              page.cursor === undefined ? undefined : lt(quarantine.id, page.cursor),
            ),
          )
          .orderBy(desc(quarantine.id))
          .limit(page.limit + 1);
        return pageOf(rows.map(quarantineCodec.fromRow), page.limit, (last) => last.id);
      }),

    find: (id) =>
      connection.ask(async ({ orm }) => {
        const [row] = await orm
          .select({ ...columns, body: bodyColumn })
          .from(quarantine)
          .where(eq(quarantine.id, id));
        if (row === undefined) return null;
        const { body, ...report } = row;
        return { report: quarantineCodec.fromRow(report), body };
      }),

    replay: async ({ id, events, now, audit }) => {
      const outcome = await connection.write(async (session) => {
        const report = await lockedReport(session, id);
        if (report === null) return 'not-found';
        if (report.state !== 'held') return 'not-held';
        const { level, receivedAt } = report;
        await keepEvents(
          session,
          events.map((planned) => ({ reportId: id, planned, level, receivedAt, dueAt: now })),
        );
        await endAs(session, { id, state: 'replayed', audit });
        return 'replayed';
      });
      if (outcome === 'replayed') news.tellOfDeliveries();
      return outcome;
    },

    dismiss: (id, audit) =>
      connection.write(async (session) => {
        const report = await lockedReport(session, id);
        if (report === null) return 'not-found';
        if (report.state !== 'held') return 'not-held';
        await endAs(session, { id, state: 'dismissed', audit });
        return 'dismissed';
      }),

    heldCount: () =>
      connection.ask(async ({ orm }) => {
        const [row] = await orm
          .select({ held: count() })
          .from(quarantine)
          .where(eq(quarantine.state, 'held'));
        return row?.held ?? 0;
      }),
  };
}
