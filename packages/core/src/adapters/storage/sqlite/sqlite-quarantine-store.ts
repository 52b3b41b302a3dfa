import { and, count, desc, eq, getTableColumns, lt } from './drizzle.ts';
import type { AuditEntry } from '../../../audit/audit-entry.ts';
import type { QuarantinedReport, QuarantineStore } from '../../../intake/quarantine-store.ts';
import { checkPage } from '../records/check-page.ts';
import { pageOf } from '../records/page-of.ts';
import { quarantineCodec } from '../records/quarantine-codec.ts';
import { writeAudit } from './configuration-changes.ts';
import { prepareKeepEvent } from './keep-event.ts';
import { levelCondition } from './level-condition.ts';
import { quarantine } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

// Lists leave the bodies where they are.
const { body: bodyColumn, ...columns } = getTableColumns(quarantine);

/** Quarantine in SQLite. */
export function sqliteQuarantineStore(connection: SqliteConnection): QuarantineStore {
  const { orm } = connection;
  const keepEvent = prepareKeepEvent(connection);

  const reportOf = (id: string): QuarantinedReport | null => {
    const row = orm.select(columns).from(quarantine).where(eq(quarantine.id, id)).get();
    return row === undefined ? null : quarantineCodec.fromRow(row);
  };

  const endAs = (id: string, state: QuarantinedReport['state'], audit: AuditEntry): void => {
    orm.update(quarantine).set({ state }).where(eq(quarantine.id, id)).run();
    writeAudit(connection, [audit]);
  };

  return {
    list: ({ level, state }, page) =>
      connection.read(() => {
        checkPage(page);
        const rows = orm
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
          .limit(page.limit + 1)
          .all();
        return pageOf(rows.map(quarantineCodec.fromRow), page.limit, (last) => last.id);
      }),

    find: (id) =>
      connection.read(() => {
        const report = reportOf(id);
        const row = orm.select({ body: bodyColumn }).from(quarantine).where(eq(quarantine.id, id)).get();
        return report === null || row === undefined ? null : { report, body: row.body };
      }),

    replay: ({ id, events, now, audit }) =>
      connection.write(() => {
        const report = reportOf(id);
        if (report === null) return 'not-found';
        if (report.state !== 'held') return 'not-held';
        const { level, receivedAt } = report;
        for (const planned of events) keepEvent({ reportId: id, planned, level, receivedAt, dueAt: now });
        endAs(id, 'replayed', audit);
        return 'replayed';
      }),

    dismiss: (id, audit) =>
      connection.write(() => {
        const report = reportOf(id);
        if (report === null) return 'not-found';
        if (report.state !== 'held') return 'not-held';
        endAs(id, 'dismissed', audit);
        return 'dismissed';
      }),

    heldCount: () =>
      connection.read(
        () =>
          orm.select({ held: count() }).from(quarantine).where(eq(quarantine.state, 'held')).get()?.held ?? 0,
      ),
  };
}
