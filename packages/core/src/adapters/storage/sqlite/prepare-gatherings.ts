import { and, eq } from './drizzle.ts';
import { parameter } from './parameter.ts';
import { deliveries, stormCounts } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Prepares the look at what gathers under a key, and at how many mails a rule has made for an address. */
export function prepareGatherings({ orm }: SqliteConnection) {
  return {
    /** Claiming a delivery takes its key away: what is found here is in nobody's hands. */
    open: orm
      .select({ id: deliveries.id, dueAt: deliveries.dueAt })
      .from(deliveries)
      .where(eq(deliveries.gatherKey, parameter.text('key')))
      .prepare(),
    count: orm
      .select({ startedAt: stormCounts.startedAt, count: stormCounts.count })
      .from(stormCounts)
      .where(
        and(
          eq(stormCounts.ruleId, parameter.text('ruleId')),
          eq(stormCounts.address, parameter.text('address')),
        ),
      )
      .prepare(),
  };
}
