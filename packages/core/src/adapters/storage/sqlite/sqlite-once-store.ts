import { asc, inArray, lte } from './drizzle.ts';
import type { OnceStore } from '../../../kernel/once-store.ts';
import { once } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** How many expired keys one call forgets: more than it adds, so they never pile up, and few enough to be quick. */
const FORGET_AT_ONCE = 100;

/** What was done once, in SQLite. */
export function sqliteOnceStore(connection: SqliteConnection): OnceStore {
  const { orm } = connection;
  return {
    take: (key, { now, until }) =>
      connection.write(() => {
        const expired = orm
          .select({ key: once.key })
          .from(once)
          .where(lte(once.until, now))
          .orderBy(asc(once.until))
          .limit(FORGET_AT_ONCE);
        orm.delete(once).where(inArray(once.key, expired)).run();
        // Its own key may be expired and not yet forgotten.
        const { changes } = orm
          .insert(once)
          .values({ key, until })
          .onConflictDoUpdate({ target: once.key, set: { until }, setWhere: lte(once.until, now) })
          .run();
        return changes > 0;
      }),
  };
}
