import { digestMemberOf, type DigestMember } from '../../../delivery/digest-member.ts';
import { gatheredExpiryOf } from '../../../delivery/expiry.ts';
import { firstState } from '../../../delivery/first-state.ts';
import type { PlannedEvent } from '../../../intake/intake-store.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import { eventCodec } from '../records/event-codec.ts';
import { gatheringsOf } from './gatherings.ts';
import { rowsOf } from './rows-of.ts';
import { deliveries, deliveryAttempts, digestMembers, events } from './schema.ts';
import type { Session } from './session.ts';
import { troublesOf } from './troubles.ts';

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

const eventRows = rowsOf(events);
const deliveryRows = rowsOf(deliveries);
const attemptRows = rowsOf(deliveryAttempts);
const memberRows = rowsOf(digestMembers);
const eventsWidth = eventRows.values([]).length;
const deliveriesWidth = deliveryRows.values([]).length;

// Foreign keys are looked at when the statement as a whole has run.
const KEEP = {
  name: 'keep-events',
  text: `WITH kept_events AS (
           INSERT INTO events (${eventRows.columns}) SELECT * FROM ${eventRows.unnest(0)}
         ), kept_attempts AS (
           INSERT INTO delivery_attempts (${attemptRows.columns})
           SELECT * FROM ${attemptRows.unnest(eventsWidth + deliveriesWidth)}
         )
         INSERT INTO deliveries (${deliveryRows.columns}) SELECT * FROM ${deliveryRows.unnest(eventsWidth)}`,
};

const KEEP_MEMBERS = {
  name: 'keep-digest-members',
  text: `INSERT INTO digest_members (${memberRows.columns}) SELECT * FROM ${memberRows.unnest(0)}`,
};

/**
 * Stores events with their deliveries, all in one statement, but for what joins a mail about many; gives for each event how
 * many of them are not muted. What goes in is not validated: it was built by this process a moment ago.
 */
export async function keepEvents(
  session: Session,
  kept: readonly EventToKeep[],
): Promise<ReadonlyMap<string, number>> {
  if (kept.length === 0) return new Map();
  const { later } = session;
  const troubles = await troublesOf(session, kept);
  const gatherings = await gatheringsOf(
    session,
    kept.flatMap((one) => troubles.of(one).map(({ delivery }) => delivery)),
  );
  const joined = new Map<string, string>();
  const carrierOf = (id: string): string => joined.get(id) ?? id;
  const members: DigestMember[] = [];
  const attempts: (typeof deliveryAttempts.$inferSelect)[] = [];
  const rows = kept.flatMap((one) =>
    troubles.of(one).flatMap(({ delivery, answer }): readonly (typeof deliveries.$inferSelect)[] => {
      const { gathering, stormUntil } = gatherings.of(delivery, one.dueAt);
      const open = gathering === null ? null : gatherings.join(gathering, delivery.id);
      if (gathering !== null) {
        const { id: eventId, event } = one.planned;
        const deliveryId = open ?? delivery.id;
        members.push({ ...digestMemberOf(event), deliveryId, eventId, at: one.receivedAt });
        if (open !== null) {
          joined.set(delivery.id, open);
          return [];
        }
      }
      const { attempt, ...first } = firstState(delivery, one.dueAt, gathering);
      if (attempt !== null) attempts.push({ ...attempt, number: 1 });
      const row = {
        ...delivery.recipient,
        id: delivery.id,
        level: levelKey(one.level),
        eventId: one.planned.id,
        eventType: one.planned.event.type,
        ruleId: delivery.ruleId,
        data: JSON.stringify(delivery.data),
        priority: delivery.priority,
        createdAt: one.dueAt,
        expiresAt: gathering === null ? delivery.expiresAt : gatheredExpiryOf(gathering.until),
        gathers: gathering?.kind ?? null,
        gatherKey: gathering?.key ?? null,
        ...answer,
        thread: answer.thread === null ? null : carrierOf(answer.thread),
        stormUntil,
        messageId: null,
        attempts: 0,
        maybeDuplicate: 0,
        leaseToken: null,
        claimedState: null,
        claimedDueAt: null,
        ...first,
      };
      return [row];
    }),
  );
  const mailsOf = (one: EventToKeep): number =>
    troubles.of(one).filter(({ delivery }) => delivery.silence === null).length;
  later(KEEP, [
    ...eventRows.values(kept.map((one) => eventRow(one, mailsOf(one) > 0))),
    ...deliveryRows.values(rows),
    ...attemptRows.values(attempts),
  ]);
  if (members.length > 0) later(KEEP_MEMBERS, memberRows.values(members));
  gatherings.write();
  troubles.write(carrierOf);
  return new Map(kept.map((one) => [one.planned.id, mailsOf(one)]));
}

function eventRow(
  { reportId, planned, level, receivedAt }: EventToKeep,
  isMailed: boolean,
): typeof events.$inferSelect {
  const { id, event } = planned;
  return {
    id,
    reportId,
    level: levelKey(level),
    type: event.type,
    receivedAt,
    // Copies look for those who had mail about it, so an event that makes none has no key to be found by.
    foldKey: isMailed ? event.foldKey : null,
    ...eventCodec.toRow(event),
  };
}
