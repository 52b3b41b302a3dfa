import { eq, sql } from './drizzle.ts';
import { digestMemberOf } from '../../../delivery/digest-member.ts';
import { gatheredExpiryOf } from '../../../delivery/expiry.ts';
import { joiningOf, type Gathering, type StormCounts } from '../../../delivery/joining-of.ts';
import { firstState } from '../../../delivery/first-state.ts';
import type { PlannedEvent } from '../../../intake/intake-store.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import { eventCodec } from '../records/event-codec.ts';
import { prepareGatherings } from './prepare-gatherings.ts';
import { deliveries as deliveryTable, deliveryAttempts, digestMembers, events } from './schema.ts';
import { troublesOf } from './troubles.ts';
import { prepareStatement } from './prepare-statement.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { prepareStormCounts } from './storm-counts.ts';

/** An event on its way into the tables. */
export interface EventToKeep {
  readonly reportId: string;
  readonly planned: PlannedEvent;
  readonly level: Level;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** When its deliveries are due; epoch milliseconds. */
  readonly dueAt: number;
}

/**
 * Prepares what stores an event with its deliveries, and gives how many of them are not muted. Both statements run for every report, and building them each time
 * would cost more than running them. What goes in is not validated: it was built by this process a moment ago.
 */
export function prepareKeepEvent(
  connection: SqliteConnection,
  counts: StormCounts = prepareStormCounts(connection),
): (event: EventToKeep) => number {
  const { orm, client } = connection;
  const insertEvent = prepareStatement(
    client,
    orm.insert(events).values({
      id: sql.placeholder('id'),
      reportId: sql.placeholder('reportId'),
      level: sql.placeholder('level'),
      type: sql.placeholder('type'),
      receivedAt: sql.placeholder('receivedAt'),
      foldKey: sql.placeholder('foldKey'),
      event: sql.placeholder('event'),
      trouble: sql.placeholder('trouble'),
    }),
  );

  const insertDelivery = prepareStatement(
    client,
    orm.insert(deliveryTable).values({
      id: sql.placeholder('id'),
      level: sql.placeholder('level'),
      eventId: sql.placeholder('eventId'),
      eventType: sql.placeholder('eventType'),
      ruleId: sql.placeholder('ruleId'),
      address: sql.placeholder('address'),
      name: sql.placeholder('name'),
      language: sql.placeholder('language'),
      timeZone: sql.placeholder('timeZone'),
      data: sql.placeholder('data'),
      priority: sql.placeholder('priority'),
      gathers: sql.placeholder('gathers'),
      gatherKey: sql.placeholder('gatherKey'),
      thread: sql.placeholder('thread'),
      troubleEvent: sql.placeholder('troubleEvent'),
      stormUntil: sql.placeholder('stormUntil'),
      createdAt: sql.placeholder('createdAt'),
      dueAt: sql.placeholder('dueAt'),
      expiresAt: sql.placeholder('expiresAt'),
      endedAt: sql.placeholder('endedAt'),
      state: sql.placeholder('state'),
      reason: sql.placeholder('reason'),
      attempts: 0,
      maybeDuplicate: 0,
    }),
  );

  const insertMember = prepareStatement(
    client,
    orm.insert(digestMembers).values({
      deliveryId: sql.placeholder('deliveryId'),
      eventId: sql.placeholder('eventId'),
      type: sql.placeholder('type'),
      severity: sql.placeholder('severity'),
      name: sql.placeholder('name'),
      exception: sql.placeholder('exception'),
      at: sql.placeholder('at'),
      state: sql.placeholder('state'),
    }),
  );

  const gatherings = prepareGatherings(connection);
  const troubles = troublesOf(connection);

  /** The delivery that gathers for this, due no later than what joins it wants. */
  const joinOpen = ({ key, until }: Gathering): string | undefined => {
    const open = gatherings.open.get({ key });
    if (open?.dueAt !== null && open !== undefined && open.dueAt > until)
      orm.update(deliveryTable).set({ dueAt: until }).where(eq(deliveryTable.id, open.id)).run();
    return open?.id;
  };

  return ({ reportId, planned, level, receivedAt, dueAt }) => {
    const { id, event } = planned;
    const key = levelKey(level);
    const news = { ...planned, level };
    const recoveries = troubles.end(news);
    const deliveries = [
      ...[...recoveries.values()].map(({ delivery }) => delivery),
      ...planned.deliveries.filter(({ recipient }) => !recoveries.has(recipient.address)),
    ];
    const mails = deliveries.filter(({ silence }) => silence === null).length;
    insertEvent.run({
      id,
      reportId,
      level: key,
      type: event.type,
      receivedAt,
      // Copies look for those who had mail about it, so an event that makes none has no key to be found by.
      foldKey: mails > 0 ? event.foldKey : null,
      ...eventCodec.toRow(event),
    });
    for (const delivery of deliveries) {
      const { gathering, stormUntil } = joiningOf(delivery, dueAt, counts);
      const open = gathering === null ? undefined : joinOpen(gathering);
      if (gathering !== null) {
        const member = { ...digestMemberOf(event), eventId: id, at: receivedAt };
        insertMember.run({ ...member, deliveryId: open ?? delivery.id });
      }
      const noted = troubles.note(news, delivery, open ?? delivery.id);
      if (open !== undefined) continue;
      const { thread, troubleEvent } = recoveries.get(delivery.recipient.address)?.answer ?? noted;
      const { attempt, ...first } = firstState(delivery, dueAt, gathering);
      insertDelivery.run({
        ...delivery.recipient,
        id: delivery.id,
        level: key,
        eventId: id,
        eventType: event.type,
        ruleId: delivery.ruleId,
        data: JSON.stringify(delivery.data),
        priority: delivery.priority,
        createdAt: dueAt,
        expiresAt: gathering === null ? delivery.expiresAt : gatheredExpiryOf(gathering.until),
        gathers: gathering?.kind ?? null,
        gatherKey: gathering?.key ?? null,
        thread,
        troubleEvent,
        stormUntil,
        ...first,
      });
      if (attempt !== null)
        orm
          .insert(deliveryAttempts)
          .values({ ...attempt, number: 1 })
          .run();
    }
    return mails;
  };
}
