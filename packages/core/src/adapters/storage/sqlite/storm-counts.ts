import type { StormCount } from '../../../alerts/storm-count.ts';
import type { StormCounts } from '../../../delivery/joining-of.ts';
import { sql } from './drizzle.ts';
import { prepareGatherings } from './prepare-gatherings.ts';
import { stormCounts } from './schema.ts';
import { prepareStatement } from './prepare-statement.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Counts of mails, one step in a small table each. */
export function prepareStormCounts(connection: SqliteConnection): StormCounts {
  const { orm, client } = connection;
  const { count } = prepareGatherings(connection);
  const write = prepareStatement(
    client,
    orm
      .insert(stormCounts)
      .values({
        ruleId: sql.placeholder('ruleId'),
        address: sql.placeholder('address'),
        startedAt: sql.placeholder('startedAt'),
        count: sql.placeholder('count'),
      })
      .onConflictDoUpdate({
        target: [stormCounts.ruleId, stormCounts.address],
        set: { startedAt: sql`excluded.started_at`, count: sql`excluded.count` },
      }),
  );
  return {
    read: (ruleId, address) => count.get({ ruleId, address }) ?? null,
    write: (ruleId, address, next) => void write.run({ ruleId, address, ...next }),
  };
}

/** The same for a whole transaction: each count is read once and written once, however many events there are. */
export function prepareStormCountsOfBatch(connection: SqliteConnection): StormCounts & {
  /** Lets the work count, and writes what it counted; within a transaction. */
  readonly during: <T>(work: () => T) => T;
} {
  const each = prepareStormCounts(connection);
  const known = new Map<string, StormCount | null>();
  const changed = new Map<string, () => void>();
  const keyOf = (ruleId: string, address: string): string => `${ruleId} ${address}`;
  return {
    read(ruleId, address) {
      const key = keyOf(ruleId, address);
      const before = known.get(key) ?? each.read(ruleId, address);
      known.set(key, before);
      return before;
    },
    write(ruleId, address, count) {
      const key = keyOf(ruleId, address);
      known.set(key, count);
      changed.set(key, () => each.write(ruleId, address, count));
    },
    during(work) {
      // What a transaction left behind that failed was never stored.
      known.clear();
      changed.clear();
      const result = work();
      for (const write of changed.values()) write();
      return result;
    },
  };
}
