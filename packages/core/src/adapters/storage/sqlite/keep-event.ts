import { sql } from './drizzle.ts';
import { firstState } from '../../../delivery/first-state.ts';
import type { PlannedEvent } from '../../../intake/intake-store.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import { deliveries, deliveryAttempts, events } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

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
 * Prepares what stores an event with its deliveries. Both statements run for every report, and building them each time
 * would cost more than running them. What goes in is not validated: it was built by this process a moment ago.
 */
export function prepareKeepEvent({ orm }: SqliteConnection): (event: EventToKeep) => void {
  const insertEvent = orm
    .insert(events)
    .values({
      id: sql.placeholder('id'),
      reportId: sql.placeholder('reportId'),
      level: sql.placeholder('level'),
      type: sql.placeholder('type'),
      receivedAt: sql.placeholder('receivedAt'),
      foldKey: sql.placeholder('foldKey'),
      event: sql.placeholder('event'),
    })
    .prepare();

  const insertDelivery = orm
    .insert(deliveries)
    .values({
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
      createdAt: sql.placeholder('createdAt'),
      dueAt: sql.placeholder('dueAt'),
      expiresAt: sql.placeholder('expiresAt'),
      endedAt: sql.placeholder('endedAt'),
      state: sql.placeholder('state'),
      reason: sql.placeholder('reason'),
      attempts: 0,
      maybeDuplicate: 0,
    })
    .prepare();

  return ({ reportId, planned, level, receivedAt, dueAt }) => {
    const { id, event } = planned;
    const key = levelKey(level);
    insertEvent.run({
      id,
      reportId,
      level: key,
      type: event.type,
      receivedAt,
      // Copies look for those who had mail about it, so an event that makes none has no key to be found by.
      foldKey: planned.deliveries.some(({ silence }) => silence === null) ? event.foldKey : null,
      event: JSON.stringify(event),
    });
    for (const delivery of planned.deliveries) {
      const { attempt, ...first } = firstState(delivery, dueAt);
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
        expiresAt: delivery.expiresAt,
        ...first,
      });
      if (attempt !== null)
        orm
          .insert(deliveryAttempts)
          .values({ ...attempt, number: 1 })
          .run();
    }
  };
}
