/**
 * How far the database's clock is ahead of this process's, in milliseconds, as SQL: `now` is the parameter with this
 * process's time. Null there means that the process's own clock counts (tests that make their own time), hence 0.
 *
 * The ends of leases are in the database's time: a machine whose clock is ahead would otherwise take a live lease for one
 * that ran out, and send what another machine is sending.
 */
export function clockShift(now: string): string {
  return `coalesce((extract(epoch FROM statement_timestamp()) * 1000)::bigint - ${now}::bigint, 0)`;
}

/**
 * What is due, as SQL over `deliveries`: parameter 1 is this process's time, by which everything but the end of a lease
 * counts; parameter 2 is that of {@link clockShift}. The first half is for the index, the second says it exactly.
 */
export const IS_DUE = `due_at <= greatest($1::bigint, $1::bigint + ${clockShift('$2')})
   AND due_at <= CASE state WHEN 'sending' THEN $1::bigint + ${clockShift('$2')} ELSE $1::bigint END`;
