import { and, asc, eq, gt, gte, inArray, isNotNull, or, sql } from './drizzle.ts';
import type { ForgetRequest, ForgetStep, RetentionStore } from '../../../intake/retention-store.ts';
import { parameter } from './parameter.ts';
import {
  deliveries,
  deliveryAttempts,
  digestMembers,
  events,
  quarantine,
  reports,
  silences,
  troubles,
} from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Forgetting in SQLite. Ids are in order of time, so a walk by id is one from the oldest on, and ends at the first that is young. */
export function sqliteRetentionStore(connection: SqliteConnection): RetentionStore {
  const { orm } = connection;
  const statements = prepareStatements(connection);

  const step = (
    from: keyof typeof statements.oldest,
    { before, after, limit }: ForgetRequest,
    forget: (id: string) => boolean,
  ): Promise<ForgetStep> =>
    connection.write(() => {
      const rows = statements.oldest[from].all({ after, limit });
      const young = rows.findIndex(({ receivedAt }) => receivedAt >= before);
      const old = young === -1 ? rows : rows.slice(0, young);
      const forgotten = old.filter(({ id }) => forget(id)).length;
      return { forgotten, next: old.length < limit ? null : (old.at(-1)?.id ?? null) };
    });

  const forgetEvent = (id: string, before: number): boolean => {
    if (statements.unfinished.get({ id, before }) !== undefined) return false;
    if (statements.waitsAmongOthers.get({ id, before }) !== undefined) return false;
    statements.deleteMemberships.run({ id });
    statements.deleteMembers.run({ id });
    statements.deleteAttempts.run({ id });
    statements.deleteDeliveries.run({ id });
    statements.deleteTroubles.run({ id });
    statements.deleteEvent.run({ id });
    return true;
  };

  const forgetReport = (id: string): boolean => {
    const isWanted =
      statements.eventOfReport.get({ id }) !== undefined || statements.quarantined.get({ id }) !== undefined;
    return !isWanted && statements.deleteReport.run({ id }).changes > 0;
  };

  return {
    forgetEvents: (request) => step('events', request, (id) => forgetEvent(id, request.before)),
    forgetQuarantined: (request) =>
      step('quarantine', request, (id) => statements.deleteQuarantined.run({ id }).changes > 0),
    forgetReports: (request) => step('reports', request, forgetReport),
    forgetSilences: ({ before, after, limit }) =>
      connection.write(() => {
        const rows = orm
          .select({ id: silences.id, endsAt: silences.endsAt })
          .from(silences)
          .where(gt(silences.id, after))
          .orderBy(asc(silences.id))
          .limit(limit)
          .all();
        const over = rows.filter(({ endsAt }) => endsAt < before).map(({ id }) => id);
        orm.delete(silences).where(inArray(silences.id, over)).run();
        return { forgotten: over.length, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
      }),
  };
}

/** Prepared once: each runs for everything that goes. All of them follow an index. */
function prepareStatements({ orm }: SqliteConnection) {
  const id = parameter.text('id');
  const oldest = (table: typeof events | typeof quarantine | typeof reports) =>
    orm
      .select({ id: table.id, receivedAt: table.receivedAt })
      .from(table as typeof events)
      .where(gt(table.id, parameter.text('after')))
      .orderBy(asc(table.id))
      .limit(sql.placeholder('limit'))
      .prepare();
  return {
    oldest: { events: oldest(events), quarantine: oldest(quarantine), reports: oldest(reports) },
    unfinished: orm
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(
        and(
          eq(deliveries.eventId, id),
          or(isNotNull(deliveries.dueAt), gte(deliveries.endedAt, parameter.whole('before'))),
        ),
      )
      .limit(1)
      .prepare(),
    // A mail about many keeps all its events until it is over.
    waitsAmongOthers: orm
      .select({ id: deliveries.id })
      .from(digestMembers)
      .innerJoin(deliveries, eq(deliveries.id, digestMembers.deliveryId))
      .where(
        and(
          eq(digestMembers.eventId, id),
          or(isNotNull(deliveries.dueAt), gte(deliveries.endedAt, parameter.whole('before'))),
        ),
      )
      .limit(1)
      .prepare(),
    deleteMemberships: orm.delete(digestMembers).where(eq(digestMembers.eventId, id)).prepare(),
    deleteMembers: orm
      .delete(digestMembers)
      .where(
        inArray(
          digestMembers.deliveryId,
          orm.select({ id: deliveries.id }).from(deliveries).where(eq(deliveries.eventId, id)),
        ),
      )
      .prepare(),
    deleteAttempts: orm
      .delete(deliveryAttempts)
      .where(
        inArray(
          deliveryAttempts.deliveryId,
          orm.select({ id: deliveries.id }).from(deliveries).where(eq(deliveries.eventId, id)),
        ),
      )
      .prepare(),
    deleteDeliveries: orm.delete(deliveries).where(eq(deliveries.eventId, id)).prepare(),
    deleteTroubles: orm.delete(troubles).where(eq(troubles.eventId, id)).prepare(),
    deleteEvent: orm.delete(events).where(eq(events.id, id)).prepare(),
    deleteQuarantined: orm.delete(quarantine).where(eq(quarantine.id, id)).prepare(),
    eventOfReport: orm
      .select({ id: events.id })
      .from(events)
      .where(eq(events.reportId, id))
      .limit(1)
      .prepare(),
    quarantined: orm.select({ id: quarantine.id }).from(quarantine).where(eq(quarantine.id, id)).prepare(),
    deleteReport: orm.delete(reports).where(eq(reports.id, id)).prepare(),
  };
}
