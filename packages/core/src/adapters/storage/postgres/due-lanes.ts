import { clockShift, IS_DUE } from './due-condition.ts';
import type { Session } from './session.ts';

// What may be claimed, level by level, by look-ups in `deliveries_due` whose cost does not grow with what waits.

/**
 * One step after the other from level to level, each past all rows of the level before (a "loose index scan",
 * https://wiki.postgresql.org/wiki/Loose_indexscan): those after the level that had the last turn, then from the start up
 * to it. The recursion goes no further than its reader asks.
 */
const turns = (priority: 0 | 1): string => `
  turns_${priority}(level, wrapped, is_start) AS (
    SELECT $3::text COLLATE "C", false, true
    UNION ALL
    SELECT next.level, next.wrapped, false FROM turns_${priority} AS last CROSS JOIN LATERAL (
      (SELECT level, last.wrapped AS wrapped FROM deliveries
        WHERE due_at IS NOT NULL AND priority = ${priority} AND level > last.level ORDER BY level LIMIT 1)
      UNION ALL
      (SELECT level, true FROM deliveries
        WHERE NOT last.wrapped AND due_at IS NOT NULL AND priority = ${priority} ORDER BY level LIMIT 1)
      LIMIT 1
    ) AS next
    WHERE NOT next.wrapped OR next.level <= $3
  )`;

const dueOf = (priority: 0 | 1, most: string): string => `
  (SELECT ${priority} AS priority, level FROM turns_${priority} AS lane
    WHERE NOT is_start AND level <> ALL($4::text[])
      AND (SELECT true FROM deliveries
            WHERE priority = ${priority} AND level = lane.level AND ${IS_DUE} LIMIT 1)
    LIMIT ${most})`;

const DUE_LEVELS = {
  name: 'due-levels',
  text: `WITH RECURSIVE ${turns(0)}, ${turns(1)} ${dueOf(0, '$5::bigint')} UNION ALL ${dueOf(1, '2 * $5::bigint')}`,
};

/**
 * Keys of levels that have something due, by priority, in turn order, none of `except`; for each priority as many as a claim
 * of `limit` can need.
 */
export async function dueLevels(
  { run }: Session,
  request: {
    readonly now: number;
    readonly callerNow: number | null;
    readonly lastServed: string;
    readonly except: readonly string[];
    readonly limit: number;
  },
): Promise<readonly { readonly priority: 0 | 1; readonly level: string }[]> {
  const { now, callerNow, lastServed, except, limit } = request;
  return run(DUE_LEVELS, [now, callerNow, lastServed, except, limit]);
}

// Rows that another process is claiming at this moment are passed over, not waited for.
const LOCK_LONGEST_DUE = {
  name: 'lock-longest-due',
  text: `SELECT lane.level AS level, due.id AS id
           FROM unnest($3::text[], $4::bigint[]) WITH ORDINALITY AS lane(level, most, place)
          CROSS JOIN LATERAL (
            SELECT id, due_at FROM deliveries
             WHERE priority = $5 AND level = lane.level AND ${IS_DUE} AND id <> ALL($6::text[])
             ORDER BY due_at, id LIMIT lane.most FOR UPDATE SKIP LOCKED
          ) AS due
          ORDER BY lane.place, due.due_at, due.id`,
};

/** Locks the longest due of several levels, of each so many at most, and gives them in the levels' order. */
export async function lockLongestDue(
  { run }: Session,
  request: {
    readonly now: number;
    readonly callerNow: number | null;
    readonly priority: 0 | 1;
    readonly lanes: readonly { readonly level: string; readonly most: number }[];
    /** Ids to pass over: own locks do not keep a row from being found again. */
    readonly locked: readonly string[];
  },
): Promise<readonly { readonly level: string; readonly id: string }[]> {
  const { now, callerNow, priority, lanes, locked } = request;
  const levels = lanes.map(({ level }) => level);
  const most = lanes.map((lane) => lane.most);
  return run(LOCK_LONGEST_DUE, [now, callerNow, levels, most, priority, locked]);
}

// The earliest of each level of each priority, and of these the earliest. Ends of leases are few at any time, and are
// brought back to this process's time.
const NEXT_DUE = {
  name: 'next-due',
  text: `WITH RECURSIVE lanes(priority, level) AS (
           SELECT value, (SELECT min(level) FROM deliveries WHERE due_at IS NOT NULL AND priority = value)
             FROM (VALUES (0::bigint), (1::bigint)) AS priorities(value)
           UNION ALL
           SELECT priority, (SELECT min(level) FROM deliveries
                              WHERE due_at IS NOT NULL AND priority = lanes.priority AND level > lanes.level)
             FROM lanes WHERE level IS NOT NULL
         )
         SELECT least(
           (SELECT min((SELECT due_at FROM deliveries
                         WHERE due_at IS NOT NULL AND priority = lanes.priority AND level = lanes.level
                           AND state <> 'sending'
                         ORDER BY due_at LIMIT 1))
              FROM lanes WHERE level IS NOT NULL),
           (SELECT min(due_at) FROM deliveries WHERE lease_token IS NOT NULL) - ${clockShift('$1')}
         ) AS due`,
};

/** Epoch milliseconds of the earliest due time or lease end of all; null when nothing waits. */
export async function nextDueAt({ run }: Session, callerNow: number | null): Promise<number | null> {
  const [row] = await run<{ due: number | null }>(NEXT_DUE, [callerNow]);
  return row?.due ?? null;
}
