import type { ForgetRequest, ForgetStep, RetentionStore } from '../../../intake/retention-store.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import type { Session, Statement } from './session.ts';

// Rows are deleted in blocks, not dropped with partitions: what goes is not what is older than a date alone (a delivery
// that still waits keeps its event and report), and the keys that tell repeats must be unique across all of a source's
// reports, which a partitioned table can promise within one partition only.

/** Ids are in order of time, so a walk by id is one from the oldest on, and ends at the first that is young. */
const oldest = (table: 'events' | 'quarantine' | 'reports'): Statement => ({
  name: `oldest-${table}`,
  text: `SELECT id, received_at AS "receivedAt" FROM ${table} WHERE id > $1 ORDER BY id LIMIT $2`,
});

// Locked before they are looked at: one that somebody replays at this moment is seen to wait.
const LOCK_DELIVERIES = {
  name: 'lock-deliveries-of-events',
  text: `SELECT event_id AS "eventId", due_at IS NOT NULL OR ended_at >= $2 AS "isWanted"
           FROM deliveries WHERE event_id = ANY($1::text[]) ORDER BY id FOR UPDATE`,
};

// A mail about many keeps all its events until it is over.
const LOCK_GATHERED = {
  name: 'lock-deliveries-with-events',
  text: `SELECT digest_members.event_id AS "eventId",
                deliveries.due_at IS NOT NULL OR deliveries.ended_at >= $2 AS "isWanted"
           FROM digest_members JOIN deliveries ON deliveries.id = digest_members.delivery_id
          WHERE digest_members.event_id = ANY($1::text[]) ORDER BY deliveries.id FOR UPDATE OF deliveries`,
};

const DELETE_EVENTS: readonly Statement[] = [
  {
    name: 'delete-attempts-of-events',
    text: `DELETE FROM delivery_attempts
            WHERE delivery_id IN (SELECT id FROM deliveries WHERE event_id = ANY($1::text[]))`,
  },
  // Two statements: for either of two conditions no index is of use.
  {
    name: 'delete-memberships-of-events',
    text: 'DELETE FROM digest_members WHERE event_id = ANY($1::text[])',
  },
  {
    name: 'delete-members-of-deliveries-of-events',
    text: `DELETE FROM digest_members
            WHERE delivery_id IN (SELECT id FROM deliveries WHERE event_id = ANY($1::text[]))`,
  },
  { name: 'delete-troubles-of-events', text: 'DELETE FROM troubles WHERE event_id = ANY($1::text[])' },
  { name: 'delete-deliveries-of-events', text: 'DELETE FROM deliveries WHERE event_id = ANY($1::text[])' },
];

const DELETE_EVENT_ROWS = {
  name: 'delete-events',
  text: 'DELETE FROM events WHERE id = ANY($1::text[]) RETURNING id',
};

const DELETE_QUARANTINED = {
  name: 'delete-quarantined',
  text: 'DELETE FROM quarantine WHERE id = ANY($1::text[]) RETURNING id',
};

const DELETE_REPORTS = {
  name: 'delete-reports',
  text: `DELETE FROM reports WHERE id = ANY($1::text[])
            AND NOT EXISTS (SELECT 1 FROM events WHERE events.report_id = reports.id)
            AND NOT EXISTS (SELECT 1 FROM quarantine WHERE quarantine.id = reports.id)
         RETURNING id`,
};

const NEXT_SILENCES = {
  name: 'next-silences',
  text: 'SELECT id, ends_at AS "endsAt" FROM silences WHERE id > $1 ORDER BY id LIMIT $2',
};

const DELETE_SILENCES = {
  name: 'delete-silences',
  text: 'DELETE FROM silences WHERE id = ANY($1::text[]) AND ends_at < $2 RETURNING id',
};

/** Forgetting in PostgreSQL. */
export function postgresRetentionStore(connection: PostgresConnection): RetentionStore {
  const step = (
    statement: Statement,
    { before, after, limit }: ForgetRequest,
    forget: (session: Session, ids: readonly string[]) => Promise<number>,
  ): Promise<ForgetStep> =>
    connection.write(async (session) => {
      const rows = await session.run<{ id: string; receivedAt: number }>(statement, [after, limit]);
      const young = rows.findIndex(({ receivedAt }) => receivedAt >= before);
      const old = (young === -1 ? rows : rows.slice(0, young)).map(({ id }) => id);
      const forgotten = old.length === 0 ? 0 : await forget(session, old);
      return { forgotten, next: old.length < limit ? null : (old.at(-1) ?? null) };
    });

  return {
    forgetEvents: (request) =>
      step(oldest('events'), request, async ({ run }, ids) => {
        const locked: { eventId: string; isWanted: boolean }[] = [];
        for (const statement of [LOCK_DELIVERIES, LOCK_GATHERED])
          locked.push(...(await run<(typeof locked)[number]>(statement, [ids, request.before])));
        const wanted = new Set(locked.filter(({ isWanted }) => isWanted).map(({ eventId }) => eventId));
        const old = ids.filter((id) => !wanted.has(id));
        for (const statement of DELETE_EVENTS) await run(statement, [old]);
        return (await run(DELETE_EVENT_ROWS, [old])).length;
      }),
    forgetQuarantined: (request) =>
      step(
        oldest('quarantine'),
        request,
        async ({ run }, ids) => (await run(DELETE_QUARANTINED, [ids])).length,
      ),
    forgetReports: (request) =>
      step(oldest('reports'), request, async ({ run }, ids) => (await run(DELETE_REPORTS, [ids])).length),
    forgetSilences: ({ before, after, limit }) =>
      connection.write(async ({ run }) => {
        const rows = await run<{ id: string; endsAt: number }>(NEXT_SILENCES, [after, limit]);
        const over = rows.filter(({ endsAt }) => endsAt < before).map(({ id }) => id);
        const forgotten = over.length === 0 ? 0 : (await run(DELETE_SILENCES, [over, before])).length;
        return { forgotten, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
      }),
  };
}
