import type { SQL } from 'drizzle-orm';
import { sql } from './drizzle.ts';

/** Whose clock tells when a lease ends; the caller's where a test makes its own time. */
export type LeaseClock = 'database' | 'caller';

/**
 * A time as leases are kept and compared in, as SQL: `time` for a process whose clock says `now`, told by the clock that
 * counts. Machines whose clocks differ therefore agree on whether a lease is over.
 */
export function leaseTime(clock: LeaseClock, now: number, time: number): SQL<number> {
  switch (clock) {
    case 'database':
      return sql<number>`(${time}::bigint + (extract(epoch FROM statement_timestamp()) * 1000)::bigint - ${now}::bigint)`;
    case 'caller':
      return sql<number>`${time}::bigint`;
    default:
      return clock satisfies never;
  }
}
