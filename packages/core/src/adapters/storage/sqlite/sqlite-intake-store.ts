import { and, eq, gt, isNull, lt, or, sql } from './drizzle.ts';
import type { Acceptance, IntakeStore, PlannedEvent, Report } from '../../../intake/intake-store.ts';
import { MINUTE } from '../../../kernel/clock.ts';
import { levelKey } from '../../../kernel/level.ts';
import { prepareKeepEvent } from './keep-event.ts';
import { parameter } from './parameter.ts';
import { deliveries, digestMembers, events, quarantine, reports, sourceSecrets } from './schema.ts';
import { prepareStatement } from './prepare-statement.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { prepareStormCountsOfBatch } from './storm-counts.ts';

type Quarantined = Extract<Report['content'], { kind: 'quarantine' }>;

/** What the ports of intake are in SQLite. */
export interface SqliteIntakeStore extends IntakeStore {
  /** @param atEnd called within the commit when all is planned: nothing is stored when it throws. */
  accept(
    reports: readonly Report[],
    foldingWindow: number,
    atEnd?: () => void,
  ): Promise<readonly Acceptance[]>;
}

/** Intake in SQLite: one IMMEDIATE transaction, so one wait for the disk, for all reports of a batch. */
export function sqliteIntakeStore(connection: SqliteConnection): SqliteIntakeStore {
  const statements = prepareStatements(connection);
  const counts = prepareStormCountsOfBatch(connection);
  const keepEvent = prepareKeepEvent(connection, counts);

  const addressesOfFold = (
    { event }: PlannedEvent,
    { level, receivedAt }: Report,
    window: number,
  ): Set<string> => {
    const { foldKey } = event;
    if (foldKey === null) return new Set();
    // Both ways, since clocks of several processes differ a little.
    const between = { after: receivedAt - window, before: receivedAt + window };
    const rows = statements.addressesOfFold.all({ level: levelKey(level), foldKey, ...between });
    if (rows.length === 0) return new Set();
    const gathered = [...new Set(rows.map(({ eventId }) => eventId))].flatMap((eventId) =>
      statements.addressesOfMember.all({ eventId }),
    );
    const own = rows.flatMap(({ address }) => (address === null ? [] : [address]));
    return new Set([...own, ...gathered.map(({ address }) => address)]);
  };

  const acceptEvents = (report: Report, planned: readonly PlannedEvent[], window: number): Acceptance => {
    const { id: reportId, level, receivedAt } = report;
    let deliveries = 0;
    let folded = 0;
    for (const one of planned) {
      const told = addressesOfFold(one, report, window);
      const kept = {
        ...one,
        deliveries: one.deliveries.filter(({ recipient }) => !told.has(recipient.address)),
      };
      deliveries += keepEvent({ reportId, planned: kept, level, receivedAt, dueAt: receivedAt });
      if (told.size > 0 && kept.deliveries.length === 0) folded += 1;
    }
    return { kind: 'accepted', reportId, eventIds: planned.map(({ id }) => id), deliveries, folded };
  };

  const acceptOne = (report: Report, foldingWindow: number): Acceptance => {
    const { id, sourceId, dedupeKey, receivedAt, content } = report;
    const row = { id, sourceId, dedupeKey, receivedAt, level: levelKey(report.level), kind: content.kind };
    if (statements.insertReport.run(row) === 0) {
      return { kind: 'repeat', reportId: statements.reportOfKey.get({ sourceId, dedupeKey })?.id ?? id };
    }
    markUsed(report);
    if (content.kind === 'events') return acceptEvents(report, content.events, foldingWindow);
    keepQuarantined(report, content);
    return { kind: 'quarantined', reportId: id };
  };

  const markUsed = ({ sourceId, secretId, receivedAt }: Report): void => {
    statements.markUsed.run({ sourceId, secretId, minute: receivedAt - (receivedAt % MINUTE) });
  };

  const keepQuarantined = (report: Report, { reason, explanation, contentType, body }: Quarantined): void => {
    connection.orm
      .insert(quarantine)
      .values({
        id: report.id,
        sourceId: report.sourceId,
        level: levelKey(report.level),
        reason,
        explanation,
        contentType,
        size: body.byteLength,
        state: 'held',
        receivedAt: report.receivedAt,
        body: Buffer.from(body),
      })
      .run();
  };

  return {
    accept: (batch, foldingWindow, atEnd) =>
      connection.write(() => {
        const acceptances = counts.during(() => batch.map((report) => acceptOne(report, foldingWindow)));
        atEnd?.();
        return acceptances;
      }),
  };
}

function prepareStatements({ orm, client }: SqliteConnection) {
  return {
    // The unique key decides whether a report is new: no look-up before, and no race between processes.
    insertReport: prepareStatement(
      client,
      orm
        .insert(reports)
        .values({
          id: sql.placeholder('id'),
          sourceId: sql.placeholder('sourceId'),
          level: sql.placeholder('level'),
          dedupeKey: sql.placeholder('dedupeKey'),
          receivedAt: sql.placeholder('receivedAt'),
          kind: sql.placeholder('kind'),
        })
        .onConflictDoNothing({ target: [reports.sourceId, reports.dedupeKey] }),
    ),

    // Under which id a repeat was stored; asked for repeats alone.
    reportOfKey: prepareStatement(
      client,
      orm
        .select({ id: reports.id })
        .from(reports)
        .where(
          and(
            eq(reports.sourceId, parameter.text('sourceId')),
            eq(reports.dedupeKey, parameter.text('dedupeKey')),
          ),
        ),
      ['id'],
    ),

    // Who has had mail about the same happening just now. One step in `events_fold`, which finds nothing for most.
    // Not DISTINCT: for that SQLite would walk along all events of the level, in the order of their ids.
    addressesOfFold: prepareStatement(
      client,
      orm
        .select({ eventId: events.id, address: deliveries.address })
        .from(events)
        .leftJoin(deliveries, eq(deliveries.eventId, events.id))
        .where(
          and(
            eq(events.level, parameter.text('level')),
            eq(events.foldKey, parameter.text('foldKey')),
            gt(events.receivedAt, parameter.whole('after')),
            lt(events.receivedAt, parameter.whole('before')),
          ),
        ),
      ['eventId', 'address'],
    ),

    // The same for an event that is told among others; asked for copies alone.
    addressesOfMember: prepareStatement(
      client,
      orm
        .select({ address: deliveries.address })
        .from(digestMembers)
        .innerJoin(deliveries, eq(deliveries.id, digestMembers.deliveryId))
        .where(eq(digestMembers.eventId, parameter.text('eventId'))),
      ['address'],
    ),

    // Writes once a minute and secret; otherwise the condition finds nothing to do.
    markUsed: prepareStatement(
      client,
      orm
        .update(sourceSecrets)
        .set({ lastUsedAt: sql`${sql.placeholder('minute')}` })
        .where(
          and(
            eq(sourceSecrets.id, parameter.text('secretId')),
            eq(sourceSecrets.sourceId, parameter.text('sourceId')),
            or(isNull(sourceSecrets.lastUsedAt), lt(sourceSecrets.lastUsedAt, parameter.whole('minute'))),
          ),
        ),
    ),
  };
}
