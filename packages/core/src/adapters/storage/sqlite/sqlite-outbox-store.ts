import type { SQL } from 'drizzle-orm';
import { and, asc, desc, eq, isNotNull, lt, notInArray, sql } from './drizzle.ts';
import type { ClaimedDelivery, DeliveryState } from '../../../delivery/delivery.ts';
import type { OutboxStore } from '../../../delivery/outbox-store.ts';
import { toAppError } from '../../../kernel/errors.ts';
import { levelKey } from '../../../kernel/level.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { checkPage } from '../records/check-page.ts';
import { attemptCodec, deliveryCodec } from '../records/delivery-codec.ts';
import { pageOf } from '../records/page-of.ts';
import { wholeSettlements } from '../records/whole-settlements.ts';
import { claimInTurns } from './claim-in-turns.ts';
import { writeAudit } from './configuration-changes.ts';
import { prepareDueLanes } from './due-lanes.ts';
import { gatheredReader } from './gathered-reader.ts';
import { eventReader } from './event-reader.ts';
import { prepareGatherings } from './prepare-gatherings.ts';
import { levelCondition } from './level-condition.ts';
import { timeCondition } from './time-condition.ts';
import { prepareOutboxStatements } from './outbox-statements.ts';
import { deliveries, deliveryAttempts, digestMembers } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { threadReader } from './thread-reader.ts';
import { stateLookup } from './state-lookup.ts';

/** The outbox in SQLite. */
export function sqliteOutboxStore(connection: SqliteConnection, logger: Logger): OutboxStore {
  const { orm } = connection;
  const statements = prepareOutboxStatements(connection);
  const readEvents = eventReader(connection);
  const readGathered = gatheredReader(connection);
  const readThread = threadReader(connection);
  const lanes = prepareDueLanes(connection);
  const gatherings = prepareGatherings(connection);
  // Each process takes turns of its own: fair as a whole, since each of them is.
  let lastServed = '';

  return {
    async claimDue(request) {
      const { leaseToken, leaseUntil } = request;
      const rows = await connection.write(() => {
        const turns = claimInTurns(lanes, lastServed, request);
        return turns.flatMap(({ id }) => statements.claim.all({ id, leaseToken, leaseUntil }));
      });
      lastServed = rows.at(-1)?.level ?? lastServed;
      return connection.read(() => {
        const eventOf = readEvents();
        return rows.flatMap((row): readonly ClaimedDelivery[] => {
          try {
            const { event, receivedAt } = eventOf(row.eventId);
            return [{ delivery: deliveryCodec.fromRow(row), event, receivedAt, leaseToken }];
          } catch (error) {
            // A damaged record must not stop the sound ones: it stays under its lease, out of their way.
            const { message, detail } = toAppError(error);
            logger.error(
              { deliveryId: row.id, problem: message, detail },
              'a claimed delivery cannot be read',
            );
            return [];
          }
        });
      });
    },

    renewLeases: (leaseTokens, leaseUntil) =>
      connection.write(() => {
        for (const leaseToken of leaseTokens) statements.renew.run({ leaseToken, leaseUntil });
      }),

    release: (claimed) =>
      connection.write(() => {
        for (const { delivery, leaseToken } of claimed)
          statements.release.run({ id: delivery.id, leaseToken });
      }),

    settle: (settlements) =>
      connection.write(() => {
        const settled = new Set<string>();
        for (const { deliveryId: id, attempt, messageId = null, ...outcome } of wholeSettlements(
          settlements,
        )) {
          const maybeDuplicate = outcome.maybeDuplicate ? 1 : 0;
          if (statements.settle.run({ id, ...outcome, messageId, maybeDuplicate }) === 0) continue;
          settled.add(id);
          if (attempt !== null) statements.insertAttempt.run({ ...attempt, deliveryId: id });
        }
        return settled;
      }),

    nextDueAt: () => connection.ask(lanes.nextDueAt),

    list: ({ level, state, eventId, address, since, until }, page) =>
      connection.read(() => {
        checkPage(page);
        const inState = stateLookup(state);
        const rows = orm
          .select()
          .from(deliveries)
          .where(
            and(
              // An address is rarer than a level: the plus sign keeps SQLite from walking along the level.
              address === undefined || level === undefined
                ? levelCondition(deliveries.level, level)
                : sql`+level = ${levelKey(level)}`,
              inState.where,
              eventId === undefined ? undefined : aboutEvent(eventId),
              address === undefined ? undefined : eq(deliveries.address, address),
              timeCondition(deliveries.createdAt, { since, until }),
              page.cursor === undefined ? undefined : lt(deliveries.id, page.cursor),
            ),
          )
          .orderBy(inState.orderBy)
          .limit(page.limit + 1)
          .all();
        return pageOf(rows.map(deliveryCodec.fromRow), page.limit, (last) => last.id);
      }),

    find: (id) =>
      connection.read(() => {
        const row = orm.select().from(deliveries).where(eq(deliveries.id, id)).get();
        if (row === undefined) return null;
        const { event, receivedAt } = readEvents()(row.eventId);
        const timeline = orm
          .select()
          .from(deliveryAttempts)
          .where(eq(deliveryAttempts.deliveryId, id))
          .orderBy(asc(deliveryAttempts.number))
          .all()
          .map(attemptCodec.fromRow);
        const delivery = deliveryCodec.fromRow(row);
        return { delivery, event, receivedAt, gathered: readGathered(delivery), timeline };
      }),

    gathered: (id) =>
      connection.read(() => {
        const { gathers } = deliveries;
        const row = orm.select({ gathers }).from(deliveries).where(eq(deliveries.id, id)).get();
        return readGathered({ id, gathers: row?.gathers ?? null });
      }),

    members: (id, page) =>
      connection.read(() => {
        checkPage(page);
        const { deliveryId, eventId } = digestMembers;
        const rows = orm
          .select()
          .from(digestMembers)
          .where(and(eq(deliveryId, id), page.cursor === undefined ? undefined : lt(eventId, page.cursor)))
          .orderBy(desc(eventId))
          .limit(page.limit + 1)
          .all();
        return pageOf(rows, page.limit, (last) => last.eventId);
      }),

    lookAhead: (asked) =>
      connection.read(() =>
        asked.map(({ key, ruleId, address }) => ({
          dueAt: gatherings.open.get({ key })?.dueAt ?? null,
          count: gatherings.count.get({ ruleId, address }) ?? null,
        })),
      ),
    thread: (delivery) => connection.ask(() => readThread(delivery)),

    replay: ({ id, now, expiresAt, audit }) =>
      connection.write(() => {
        const anew = { state: 'queued', reason: 'replayed', attempts: 0, dueAt: now, endedAt: null } as const;
        const { changes } = orm
          .update(deliveries)
          .set({ ...anew, expiresAt })
          .where(and(eq(deliveries.id, id), notInArray(deliveries.state, ['sending', 'delivered'])))
          .run();
        if (changes > 0) {
          writeAudit(connection, [audit]);
          return 'replayed';
        }
        const known = orm.select({ id: deliveries.id }).from(deliveries).where(eq(deliveries.id, id)).get();
        return known === undefined ? 'not-found' : 'not-replayable';
      }),

    gathering: (level) =>
      connection.read(() => ({
        mails: 0,
        events: 0,
        nextAt: null,
        ...gatherings.ofLevel.get({ level: levelKey(level) }),
      })),

    backlog: (now) =>
      connection.read(() => {
        // One pass over `deliveries_due` alone.
        const counts = orm
          .select({
            queued: countOf('queued'),
            sending: countOf('sending'),
            deferred: countOf('deferred'),
            unknown: countOf('unknown'),
          })
          .from(deliveries)
          .where(isNotNull(deliveries.dueAt))
          .get();
        const oldestDue = Math.max(0, now - (lanes.nextDueAt() ?? now));
        const gathering = gatherings.all.get()?.mails ?? 0;
        return { queued: 0, sending: 0, deferred: 0, unknown: 0, ...counts, gathering, oldestDue };
      }),
  };
}

/** Its own, and those that it is in with others. */
function aboutEvent(eventId: string): SQL {
  return sql`id IN (SELECT id FROM deliveries WHERE event_id = ${eventId} UNION SELECT delivery_id FROM digest_members WHERE event_id = ${eventId})`;
}

function countOf(state: DeliveryState): SQL<number> {
  return sql<number>`count(*) FILTER (WHERE state = ${sql.raw(`'${state}'`)})`;
}
