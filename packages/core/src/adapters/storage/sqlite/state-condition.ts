import { and, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { DeliveryState } from '../../../delivery/delivery.ts';
import { deliveries } from './schema.ts';

/**
 * "In this state" as a condition, together with what leads SQLite to the index that knows such deliveries: it uses a
 * partial index only when the query repeats the index's own condition, word for word.
 */
export function stateCondition(state: DeliveryState | undefined): SQL | undefined {
  if (state === undefined) return undefined;
  const inState = eq(deliveries.state, state);
  switch (state) {
    case 'deferred':
    case 'failed':
    case 'suppressed':
    case 'expired':
    case 'unknown':
      return and(inState, sql`state IN ('deferred', 'failed', 'suppressed', 'expired', 'unknown')`);
    case 'queued':
    case 'sending':
      return and(inState, isNotNull(deliveries.dueAt));
    case 'delivered':
      return inState;
    default:
      return state satisfies never;
  }
}
