import { asc, inArray, lte } from './drizzle.ts';
import type { OnceStore } from '../../../kernel/once-store.ts';
import { leaseTime, type LeaseClock } from './lease-time.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { once } from './schema.ts';

/** How many expired keys one call forgets: more than it adds, so they never pile up, and few enough to be quick. */
const FORGET_AT_ONCE = 100;

/** What was done once, in PostgreSQL. */
export function postgresOnceStore(connection: PostgresConnection, leaseClock: LeaseClock): OnceStore {
  return {
    take: (key, request) =>
      connection.write(async ({ orm }) => {
        const now = leaseTime(leaseClock, request.now, request.now);
        const until = leaseTime(leaseClock, request.now, request.until);
        // Its own key may be expired and not yet forgotten.
        const { rowCount } = await orm
          .insert(once)
          .values({ key, until })
          .onConflictDoUpdate({ target: once.key, set: { until }, setWhere: lte(once.until, now) });
        const expired = orm
          .select({ key: once.key })
          .from(once)
          .where(lte(once.until, now))
          .orderBy(asc(once.until))
          .limit(FORGET_AT_ONCE)
          // What another process forgets at this moment is forgotten.
          .for('update', { skipLocked: true });
        await orm.delete(once).where(inArray(once.key, expired));
        return rowCount !== 0;
      }),
  };
}
