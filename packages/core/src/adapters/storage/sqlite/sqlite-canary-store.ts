import { and, asc, eq, sql } from './drizzle.ts';
import type { CanaryStore } from '../../../canaries/canary-store.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import { canaryCodec } from '../records/canary-codec.ts';
import { canaryReport } from '../records/canary-report.ts';
import { writeAudit } from './configuration-changes.ts';
import { prepareKeepEvent } from './keep-event.ts';
import { canaries, reports } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Canaries in SQLite. */
export function sqliteCanaryStore(connection: SqliteConnection): CanaryStore {
  const { orm } = connection;
  const keepEvent = prepareKeepEvent(connection);
  const ofLevel = (level: Level) => eq(canaries.level, levelKey(level));
  const atVersion = (level: Level, version: number) => and(ofLevel(level), eq(canaries.version, version));
  const grown = sql`${canaries.version} + 1`;

  return {
    set: (plan, audit) =>
      connection.write(() => {
        const row = canaryCodec.toRow({ ...plan, version: plan.setAt, last: null, deliveredAt: null });
        const { address, schedule, nextAt, setBy, setAt } = row;
        orm
          .insert(canaries)
          .values(row)
          .onConflictDoUpdate({
            target: canaries.level,
            set: { address, schedule, nextAt, setBy, setAt, version: grown },
          })
          .run();
        writeAudit(connection, [audit]);
      }),

    remove: (level, audit) =>
      connection.write(() => {
        if (orm.delete(canaries).where(ofLevel(level)).run().changes === 0) return 'not-found';
        writeAudit(connection, [audit]);
        return 'removed';
      }),

    find: (level) =>
      connection.ask(() => {
        const row = orm.select().from(canaries).where(ofLevel(level)).get();
        return row === undefined ? null : canaryCodec.fromRow(row);
      }),

    list: () =>
      connection.ask(() =>
        orm.select().from(canaries).orderBy(asc(canaries.level)).all().map(canaryCodec.fromRow),
      ),

    send: (dispatch, audit) =>
      connection.write(() => {
        const { level, expectedVersion, nextAt, last, mail } = dispatch;
        const { changes } = orm
          .update(canaries)
          .set({ nextAt, last: JSON.stringify(last), version: grown })
          .where(atVersion(level, expectedVersion))
          .run();
        if (changes === 0) return false;
        const report = canaryReport(dispatch);
        const { id, receivedAt } = report;
        orm.insert(reports).values(report).run();
        keepEvent({ reportId: id, planned: mail, level, receivedAt, dueAt: receivedAt });
        if (audit !== null) writeAudit(connection, [audit]);
        return true;
      }),

    conclude: ({ level, expectedVersion, last, deliveredAt }) =>
      connection.write(() => {
        const { changes } = orm
          .update(canaries)
          .set({ last: JSON.stringify(last), deliveredAt, version: grown })
          .where(atVersion(level, expectedVersion))
          .run();
        return changes > 0;
      }),
  };
}
