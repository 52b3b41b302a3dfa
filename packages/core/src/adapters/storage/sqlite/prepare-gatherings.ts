import { and, eq, sql } from './drizzle.ts';
import { parameter } from './parameter.ts';
import { prepareStatement } from './prepare-statement.ts';
import { deliveries, stormCounts } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Prepares the look at what gathers under a key, and at how many mails a rule has made for an address. */
export function prepareGatherings({ orm, client }: SqliteConnection) {
  return {
    /** Claiming a delivery takes its key away: what is found here is in nobody's hands. */
    open: prepareStatement(
      client,
      orm
        .select({ id: deliveries.id, dueAt: deliveries.dueAt })
        .from(deliveries)
        .where(eq(deliveries.gatherKey, parameter.text('key'))),
      ['id', 'dueAt'],
    ),
    /** What gathers at a level: found by the index of what gathers, which is short. */
    ofLevel: orm
      .select({
        mails: sql<number>`count(*)`,
        nextAt: sql<number | null>`min(due_at)`,
        events: sql<number>`coalesce(sum((SELECT count(*) FROM digest_members WHERE delivery_id = open.id)), 0)`,
      })
      .from(
        sql`(SELECT id, due_at, level FROM deliveries INDEXED BY deliveries_gathering WHERE gather_key IS NOT NULL) AS open`,
      )
      .where(sql`level = ${parameter.text('level')}`)
      .prepare(),
    /** How many mails gather, in all levels. */
    all: orm
      .select({ mails: sql<number>`count(*)` })
      .from(sql`deliveries INDEXED BY deliveries_gathering`)
      .where(sql`gather_key IS NOT NULL`)
      .prepare(),
    count: prepareStatement(
      client,
      orm
        .select({ startedAt: stormCounts.startedAt, count: stormCounts.count })
        .from(stormCounts)
        .where(
          and(
            eq(stormCounts.ruleId, parameter.text('ruleId')),
            eq(stormCounts.address, parameter.text('address')),
          ),
        ),
      ['startedAt', 'count'],
    ),
  };
}
