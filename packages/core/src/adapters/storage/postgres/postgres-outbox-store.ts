import { and, asc, desc, eq, isNotNull, lt, notInArray, sql } from './drizzle.ts';
import type { ClaimedDelivery, DeliveryState } from '../../../delivery/delivery.ts';
import type { OutboxStore } from '../../../delivery/outbox-store.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { AppError, toAppError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { checkPage } from '../records/check-page.ts';
import { attemptCodec, deliveryCodec } from '../records/delivery-codec.ts';
import { eventCodec } from '../records/event-codec.ts';
import { pageOf } from '../records/page-of.ts';
import type { ChangeNews } from './change-news.ts';
import { claimInTurns } from './claim-in-turns.ts';
import { writeAudit } from './configuration-changes.ts';
import { nextDueAt } from './due-lanes.ts';
import { gatheringMails } from './gathering-mails.ts';
import { lookAhead } from './look-ahead.ts';
import type { LeaseClock } from './lease-time.ts';
import { levelCondition } from './level-condition.ts';
import { timeCondition } from './time-condition.ts';
import { CLAIM, EVENTS, RELEASE, RENEW } from './outbox-statements.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { readGathered } from './read-gathered.ts';
import { mailsOfThread } from './mails-of-thread.ts';
import { deliveries, deliveryAttempts, digestMembers, events } from './schema.ts';
import { settle } from './settle.ts';

type DeliveryRow = typeof deliveries.$inferSelect;
type EventRow = Pick<typeof events.$inferSelect, 'id' | 'event' | 'trouble' | 'receivedAt'>;

/** What the outbox works with. */
interface OutboxParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly news: Pick<ChangeNews, 'tellOfDeliveries'>;
  /** Whose clock tells when a lease ends. */
  readonly leaseClock: LeaseClock;
}

/** The outbox in PostgreSQL. */
export function postgresOutboxStore(
  connection: PostgresConnection,
  { clock, logger, news, leaseClock }: OutboxParts,
): OutboxStore {
  // Each process takes turns of its own: fair as a whole, since each of them is.
  let lastServed = '';
  const callerNow = (now = clock.now()): number | null => (leaseClock === 'database' ? now : null);

  const claimed = (row: DeliveryRow, event: EventRow | undefined): ClaimedDelivery => {
    if (event === undefined) throw lostEvent(row.eventId);
    return {
      delivery: deliveryCodec.fromRow(row),
      event: eventCodec.fromRow(event).event,
      receivedAt: event.receivedAt,
      leaseToken: row.leaseToken ?? '',
    };
  };

  return {
    async claimDue({ leaseToken, leaseUntil, ...request }) {
      const found = await connection.write(async (session) => {
        const now = callerNow(request.now);
        const ids = await claimInTurns(session, lastServed, { ...request, callerNow: now });
        if (ids.length === 0) return { rows: [], events: [] };
        const [taken, eventsOfTaken] = await Promise.all([
          session.run<DeliveryRow>(CLAIM, [ids, leaseToken, leaseUntil, now]),
          session.run<EventRow>(EVENTS, [ids]),
        ]);
        const byId = new Map(taken.map((row) => [row.id, row]));
        const rows = ids.flatMap((id) => byId.get(id) ?? []);
        return { rows, events: eventsOfTaken };
      });
      lastServed = found.rows.at(-1)?.level ?? lastServed;
      const eventOf = new Map(found.events.map((event) => [event.id, event]));
      return found.rows.flatMap((row) => {
        try {
          return [claimed(row, eventOf.get(row.eventId))];
        } catch (error) {
          // A damaged record must not stop the sound ones: it stays under its lease, out of their way.
          const { message, detail } = toAppError(error);
          logger.error({ deliveryId: row.id, problem: message, detail }, 'a claimed delivery cannot be read');
          return [];
        }
      });
    },

    async renewLeases(leaseTokens, leaseUntil) {
      if (leaseTokens.length === 0) return;
      await connection.write(({ run }) => run(RENEW, [leaseTokens, leaseUntil, callerNow()]));
    },

    async release(given) {
      if (given.length === 0) return;
      const ids = given.map(({ delivery }) => delivery.id);
      const tokens = given.map(({ leaseToken }) => leaseToken);
      await connection.write(({ run }) => run(RELEASE, [ids, tokens]));
    },

    settle: (settlements) => settle(connection, settlements),

    nextDueAt: () => connection.ask((session) => nextDueAt(session, callerNow())),

    list: ({ level, state, eventId, address, since, until }, page) =>
      connection.ask(async ({ orm }) => {
        checkPage(page);
        const rows = await orm
          .select()
          .from(deliveries)
          .where(
            and(
              levelCondition(deliveries.level, level),
              stateCondition(state),
              eventId === undefined ? undefined : aboutEvent(eventId),
              address === undefined ? undefined : eq(deliveries.address, address),
              timeCondition(deliveries.createdAt, { since, until }),
              page.cursor === undefined ? undefined : lt(deliveries.id, page.cursor),
            ),
          )
          .orderBy(desc(deliveries.id))
          .limit(page.limit + 1);
        return pageOf(rows.map(deliveryCodec.fromRow), page.limit, (last) => last.id);
      }),

    find: (id) =>
      connection.read(async (session) => {
        const { orm } = session;
        const [row] = await orm.select().from(deliveries).where(eq(deliveries.id, id));
        if (row === undefined) return null;
        const [kept] = await orm
          .select({
            id: events.id,
            event: events.event,
            trouble: events.trouble,
            receivedAt: events.receivedAt,
          })
          .from(events)
          .where(eq(events.id, row.eventId));
        if (kept === undefined) throw lostEvent(row.eventId);
        const timeline = await orm
          .select()
          .from(deliveryAttempts)
          .where(eq(deliveryAttempts.deliveryId, id))
          .orderBy(asc(deliveryAttempts.number));
        const { event, receivedAt } = eventCodec.fromRow(kept);
        const delivery = deliveryCodec.fromRow(row);
        return {
          delivery,
          event,
          receivedAt,
          gathered: await readGathered(session, delivery),
          timeline: timeline.map(attemptCodec.fromRow),
        };
      }),

    gathered: (id) =>
      connection.read(async (session) => {
        const { gathers } = deliveries;
        const [row] = await session.orm.select({ gathers }).from(deliveries).where(eq(deliveries.id, id));
        return readGathered(session, { id, gathers: row?.gathers ?? null });
      }),

    members: (id, page) =>
      connection.ask(async ({ orm }) => {
        checkPage(page);
        const { deliveryId, eventId } = digestMembers;
        const rows = await orm
          .select()
          .from(digestMembers)
          .where(and(eq(deliveryId, id), page.cursor === undefined ? undefined : lt(eventId, page.cursor)))
          .orderBy(desc(eventId))
          .limit(page.limit + 1);
        return pageOf(rows, page.limit, (last) => last.eventId);
      }),

    lookAhead: (asked) => connection.read((session) => lookAhead(session, asked)),
    thread: (delivery) => connection.ask((session) => mailsOfThread(session, delivery)),

    async replay({ id, now, expiresAt, audit }) {
      const outcome = await connection.write(async (session) => {
        const { orm } = session;
        const anew = { state: 'queued', reason: 'replayed', attempts: 0, dueAt: now, endedAt: null } as const;
        const { rowCount } = await orm
          .update(deliveries)
          .set({ ...anew, expiresAt })
          .where(and(eq(deliveries.id, id), notInArray(deliveries.state, ['sending', 'delivered'])));
        if (rowCount !== 0) {
          await writeAudit(session, [audit]);
          return 'replayed';
        }
        const [known] = await orm.select({ id: deliveries.id }).from(deliveries).where(eq(deliveries.id, id));
        return known === undefined ? 'not-found' : 'not-replayable';
      });
      if (outcome === 'replayed') news.tellOfDeliveries();
      return outcome;
    },

    gathering: (level) => connection.ask((session) => gatheringMails(session, level)),

    backlog: (now) =>
      connection.read(async (session) => {
        const [counts] = await session.orm
          .select({
            queued: countOf('queued'),
            sending: countOf('sending'),
            deferred: countOf('deferred'),
            unknown: countOf('unknown'),
          })
          .from(deliveries)
          .where(isNotNull(deliveries.dueAt));
        const oldestDue = Math.max(0, now - ((await nextDueAt(session, callerNow(now))) ?? now));
        // By the index of what gathers, which is short.
        const gathering = await session.orm.$count(deliveries, isNotNull(deliveries.gatherKey));
        return { queued: 0, sending: 0, deferred: 0, unknown: 0, ...counts, gathering, oldestDue };
      }),
  };
}

/** Its own, and those that it is in with others. */
function aboutEvent(eventId: string) {
  return sql`id IN (SELECT id FROM deliveries WHERE event_id = ${eventId} UNION SELECT delivery_id FROM digest_members WHERE event_id = ${eventId})`;
}

/** "In this state", so that the index of what waits is of use for those that are in it. */
function stateCondition(state: DeliveryState | undefined) {
  if (state === undefined) return undefined;
  const inState = eq(deliveries.state, state);
  return state === 'queued' || state === 'sending' ? and(inState, isNotNull(deliveries.dueAt)) : inState;
}

function countOf(state: DeliveryState) {
  return sql<number>`count(*) FILTER (WHERE ${eq(deliveries.state, state)})`.mapWith(Number);
}

function lostEvent(id: string): AppError {
  return new AppError('storage-corrupt', `The database has lost event ${id}. Restore it from a backup.`);
}
