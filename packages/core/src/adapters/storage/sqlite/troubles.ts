import { and, asc, eq, lte, sql } from './drizzle.ts';
import {
  ANSWERS_NOTHING,
  answerOf,
  noteTrouble,
  type Answer,
  type TroubleRecord,
} from '../../../delivery/trouble-record.ts';
import type { PlannedEvent, QueuedDelivery } from '../../../intake/intake-store.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import { parameter } from './parameter.ts';
import { troubles } from './schema.ts';
import { prepareStatement } from './prepare-statement.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

type News = PlannedEvent & { readonly level: Level };

/** What somebody gets who was told of a trouble that is over now. */
interface Recovery {
  readonly delivery: QueuedDelivery;
  readonly answer: Answer;
}

/** Who was told of troubles that are not over. */
export interface Troubles {
  /** Ends what the event ends, and gives what becomes of those who were told, by address. */
  readonly end: (news: News) => ReadonlyMap<string, Recovery>;
  /** Notes who is told of a trouble by which delivery, and gives what that mail answers. */
  readonly note: (news: News, delivery: QueuedDelivery, carrier: string) => Answer;
}

/** Prepares what runs for events about troubles: one step in a table of what is not over; nothing for all other events. */
export function troublesOf(connection: SqliteConnection): Troubles {
  const statements = prepareStatements(connection);

  return {
    end(news) {
      const { event, level, deliveries, planRecovery } = news;
      const recoveries = new Map<string, Recovery>();
      if (event.trouble?.state !== 'over') return recoveries;
      const { key, at } = event.trouble;
      for (const { address, ...record } of statements.over.all({ level: levelKey(level), key, at })) {
        statements.remove.run({ level: levelKey(level), key, address });
        const wanted = deliveries.find(({ recipient }) => recipient.address === address);
        if (wanted === undefined && statements.hopeful.get({ thread: record.thread }) === undefined) continue;
        const delivery = planRecovery?.({ ...record, address }) ?? wanted;
        if (delivery !== undefined)
          recoveries.set(address, { delivery, answer: answerOf(record, delivery.id) });
      }
      return recoveries;
    },

    note({ level, id: eventId, event }, { ruleId, recipient, silence }, carrier) {
      const { trouble, severity } = event;
      if (trouble?.state !== 'on' || silence !== null || ruleId === null) return ANSWERS_NOTHING;
      const place = { level: levelKey(level), key: trouble.key, address: recipient.address };
      const before: TroubleRecord | null = statements.record.get(place) ?? null;
      const after = noteTrouble(before, {
        ruleId,
        deliveryId: carrier,
        eventId,
        event: { severity, trouble },
      });
      statements.write.run({ ...place, ...after });
      return answerOf(after, carrier);
    },
  };
}

function prepareStatements({ orm, client }: SqliteConnection) {
  const { address, ruleId, thread, eventId, severity, lastAt } = troubles;
  const ofKey = and(eq(troubles.level, parameter.text('level')), eq(troubles.key, parameter.text('key')));
  const ofPlace = and(ofKey, eq(address, parameter.text('address')));
  return {
    record: prepareStatement(
      client,
      orm.select({ ruleId, thread, eventId, severity, lastAt }).from(troubles).where(ofPlace),
      ['ruleId', 'thread', 'eventId', 'severity', 'lastAt'],
    ),

    write: prepareStatement(
      client,
      orm
        .insert(troubles)
        .values({
          level: sql.placeholder('level'),
          key: sql.placeholder('key'),
          address: sql.placeholder('address'),
          ruleId: sql.placeholder('ruleId'),
          thread: sql.placeholder('thread'),
          eventId: sql.placeholder('eventId'),
          severity: sql.placeholder('severity'),
          lastAt: sql.placeholder('lastAt'),
        })
        .onConflictDoUpdate({
          target: [troubles.level, troubles.key, troubles.address],
          set: {
            ruleId: sql`excluded.rule_id`,
            thread: sql`excluded.thread`,
            eventId: sql`excluded.event_id`,
            severity: sql`excluded.severity`,
            lastAt: sql`excluded.last_at`,
          },
        }),
    ),

    over: prepareStatement(
      client,
      orm
        .select({ address, ruleId, thread, eventId, severity, lastAt })
        .from(troubles)
        .where(and(ofKey, lte(lastAt, parameter.whole('at'))))
        .orderBy(asc(address)),
      ['address', 'ruleId', 'thread', 'eventId', 'severity', 'lastAt'],
    ),

    remove: prepareStatement(client, orm.delete(troubles).where(ofPlace)),

    // Whether a mail of the thread arrived, or still may.
    hopeful: client.prepare(
      `SELECT 1 FROM deliveries WHERE id = CAST(@thread AS TEXT) AND state NOT IN ('failed', 'expired', 'suppressed')
        UNION ALL
       SELECT 1 FROM deliveries WHERE thread = CAST(@thread AS TEXT) AND state NOT IN ('failed', 'expired', 'suppressed')
        LIMIT 1`,
    ),
  };
}
