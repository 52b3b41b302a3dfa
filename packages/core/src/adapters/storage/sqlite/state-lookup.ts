import type { SQL } from 'drizzle-orm';
import { and, desc, eq, inArray, isNotNull, sql } from './drizzle.ts';
import type { DeliveryState } from '../../../delivery/delivery.ts';
import { deliveries } from './schema.ts';

/** How to find deliveries in a state, newest first: a condition and an order that lead SQLite to the right index. */
export interface StateLookup {
  readonly where: SQL | undefined;
  readonly orderBy: SQL;
}

/**
 * The look-up for one state; undefined for every state. SQLite uses a partial index only when the query repeats the
 * index's own condition word for word, and left alone it would walk all of the table's ids instead.
 */
export function stateLookup(state: DeliveryState | undefined): StateLookup {
  const newestFirst = desc(deliveries.id);
  if (state === undefined) return { where: undefined, orderBy: newestFirst };
  const inState = eq(deliveries.state, state);
  switch (state) {
    // Rare among all: `deliveries_troubled`, which is in the order of ids.
    case 'deferred':
    case 'failed':
    case 'suppressed':
    case 'expired':
    case 'unknown': {
      const troubled = sql`state IN ('deferred', 'failed', 'suppressed', 'expired', 'unknown')`;
      return { where: and(inState, troubled), orderBy: newestFirst };
    }
    // Among what waits: `deliveries_due`, both priorities of it. The plus sign takes the walk along the ids away.
    case 'queued':
    case 'sending':
      return {
        where: and(inState, isNotNull(deliveries.dueAt), inArray(deliveries.priority, [0, 1])),
        orderBy: sql`+id DESC`,
      };
    // Nearly all of them: the walk along the ids finds a page at once.
    case 'delivered':
      return { where: inState, orderBy: newestFirst };
    default:
      return state satisfies never;
  }
}
