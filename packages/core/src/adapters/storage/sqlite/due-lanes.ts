import type { SqliteConnection } from './sqlite-connection.ts';

/** What may be claimed of one priority, level by level. */
export interface DueLanes {
  /**
   * Keys of levels that have something due, in turn order: those after `lastServed`, then from the start. Stops at
   * `most`, so that in a flood only as many levels are looked at as are needed.
   */
  readonly dueLevels: (request: {
    readonly priority: 0 | 1;
    readonly now: number;
    readonly lastServed: string;
    readonly except: ReadonlySet<string>;
    readonly most: number;
  }) => readonly string[];
  /** Ids of the longest due of one level. */
  readonly longestDue: (request: {
    readonly priority: 0 | 1;
    readonly level: string;
    readonly now: number;
    readonly most: number;
  }) => readonly string[];
  /** Epoch milliseconds of the earliest due time or lease end of all; null when nothing waits. */
  readonly nextDueAt: () => number | null;
}

/**
 * Prepares the look-ups in `deliveries_due`, whose cost must not grow with what waits. Written as SQL because drizzle
 * can neither recur nor name an index, and without ANALYZE SQLite might choose another one. The recursion is a "loose
 * index scan" (https://wiki.postgresql.org/wiki/Loose_indexscan): from each level one step to the next, passing over
 * all of its rows.
 */
export function prepareDueLanes({ client }: SqliteConnection): DueLanes {
  // Yields level by level as they are asked for; who has enough stops reading, and the recursion ends with it.
  const dueLevelsAfter = client
    .prepare<{ priority: number; now: number; after: string }, string>(
      `WITH RECURSIVE waiting(level) AS (
         SELECT min(level) FROM deliveries INDEXED BY deliveries_due
          WHERE due_at IS NOT NULL AND priority = CAST(@priority AS INTEGER) AND level > CAST(@after AS TEXT)
         UNION ALL
         SELECT (SELECT min(level) FROM deliveries INDEXED BY deliveries_due
                  WHERE due_at IS NOT NULL AND priority = CAST(@priority AS INTEGER) AND level > waiting.level)
           FROM waiting WHERE waiting.level IS NOT NULL
       )
       SELECT level FROM waiting
        WHERE level IS NOT NULL
          AND EXISTS (SELECT 1 FROM deliveries INDEXED BY deliveries_due
                       WHERE priority = CAST(@priority AS INTEGER) AND level = waiting.level AND due_at <= CAST(@now AS INTEGER))`,
    )
    .pluck();

  const longestDue = client
    .prepare<{ priority: number; level: string; now: number; most: number }, string>(
      `SELECT id FROM deliveries INDEXED BY deliveries_due
        WHERE priority = CAST(@priority AS INTEGER) AND level = CAST(@level AS TEXT) AND due_at <= CAST(@now AS INTEGER)
        ORDER BY due_at LIMIT CAST(@most AS INTEGER)`,
    )
    .pluck();

  // The earliest of each level of each priority, and of these the earliest.
  const nextDueAt = client
    .prepare<[], number | null>(
      `WITH RECURSIVE lanes(priority, level) AS (
         SELECT value, (SELECT min(level) FROM deliveries INDEXED BY deliveries_due
                         WHERE due_at IS NOT NULL AND priority = value)
           FROM (SELECT 0 AS value UNION ALL SELECT 1)
         UNION ALL
         SELECT priority, (SELECT min(level) FROM deliveries INDEXED BY deliveries_due
                            WHERE due_at IS NOT NULL AND priority = lanes.priority AND level > lanes.level)
           FROM lanes WHERE level IS NOT NULL
       )
       SELECT min((SELECT min(due_at) FROM deliveries INDEXED BY deliveries_due
                    WHERE due_at IS NOT NULL AND priority = lanes.priority AND level = lanes.level))
         FROM lanes WHERE level IS NOT NULL`,
    )
    .pluck();

  return {
    dueLevels: ({ priority, now, lastServed, except, most }) => {
      const found: string[] = [];
      for (const level of dueLevelsAfter.iterate({ priority, now, after: lastServed })) {
        if (found.length >= most) return found;
        if (!except.has(level)) found.push(level);
      }
      for (const level of dueLevelsAfter.iterate({ priority, now, after: '' })) {
        if (found.length >= most || level > lastServed) return found;
        if (!except.has(level)) found.push(level);
      }
      return found;
    },
    longestDue: (request) => longestDue.all(request),
    nextDueAt: () => nextDueAt.get() ?? null,
  };
}
