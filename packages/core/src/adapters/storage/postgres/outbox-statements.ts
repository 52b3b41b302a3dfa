import type { PgColumn } from 'drizzle-orm/pg-core';
import { getTableColumns } from './drizzle.ts';
import { clockShift } from './due-condition.ts';
import { rowsOf } from './rows-of.ts';
import { deliveries, deliveryAttempts } from './schema.ts';

const attemptRows = rowsOf(deliveryAttempts);

/** Every column of a delivery, under the name that the code has for it. */
const DELIVERY = Object.entries(getTableColumns(deliveries) as Readonly<Record<string, PgColumn>>)
  .map(([key, { name }]) => `deliveries."${name}" AS "${key}"`)
  .join(', ');

// The statements that run for every delivery. All of them lock deliveries in the order of their ids, so that two which meet
// wait for each other instead of both failing.

/**
 * Puts deliveries that are locked already under a lease and remembers what a release goes back to. One that is `sending`
 * has outlived its lease: its worker is lost and the mail may have gone, so it will never again count as untouched. The
 * right-hand sides see the row as it was. Parameters: ids, token, end of the lease, this process's time.
 */
export const CLAIM = {
  name: 'claim',
  text: `UPDATE deliveries SET
           state = 'sending',
           lease_token = $2,
           due_at = $3::bigint + ${clockShift('$4')},
           claimed_state = CASE state WHEN 'sending' THEN 'unknown' ELSE state END,
           claimed_due_at = due_at,
           gather_key = NULL,
           maybe_duplicate = CASE state WHEN 'sending' THEN 1 ELSE maybe_duplicate END,
           reason = CASE state WHEN 'sending' THEN 'worker-lost' ELSE reason END
         WHERE id = ANY($1::text[])
         RETURNING ${DELIVERY}`,
};

/** The events of deliveries. Parameter: ids of the deliveries. */
export const EVENTS = {
  name: 'events-of-claim',
  text: `SELECT id, event, trouble, received_at AS "receivedAt" FROM events
          WHERE id IN (SELECT event_id FROM deliveries WHERE id = ANY($1::text[]))`,
};

/** Never shortens a lease: renewals of two ticks may arrive in either order. Parameters: tokens, end, this process's time. */
export const RENEW = {
  name: 'renew-leases',
  text: `UPDATE deliveries SET due_at = $2::bigint + ${clockShift('$3')}
          WHERE id IN (SELECT id FROM deliveries WHERE lease_token = ANY($1::text[]) ORDER BY id FOR UPDATE)
            AND lease_token = ANY($1::text[]) AND due_at < $2::bigint + ${clockShift('$3')}`,
};

/** The token is the fence: a worker that was taken for dead finds nothing to change. Parameters: ids and their tokens. */
export const RELEASE = {
  name: 'release',
  text: `WITH held AS (
           SELECT deliveries.id FROM deliveries
             JOIN unnest($1::text[], $2::text[]) AS claimed(id, lease_token)
               ON deliveries.id = claimed.id AND deliveries.lease_token = claimed.lease_token
            ORDER BY deliveries.id FOR UPDATE OF deliveries
         )
         UPDATE deliveries SET
           state = claimed_state, due_at = claimed_due_at,
           lease_token = NULL, claimed_state = NULL, claimed_due_at = NULL
          FROM held WHERE deliveries.id = held.id`,
};

/**
 * The same fence; the end of the lease is of no account as long as nobody else has claimed the delivery. Lines of the
 * timeline go with the settlements that count, numbered from the timeline itself. Parameters: ids, tokens, states, reasons,
 * attempts, marks, due times, ends and Message-IDs of the settlements, then the columns of the timeline's lines.
 */
export const SETTLE = {
  name: 'settle',
  text: `WITH outcome AS (
           SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[])
             AS outcome(id, lease_token, state, reason, attempts, maybe_duplicate, due_at, ended_at, message_id)
         ), held AS (
           SELECT deliveries.id, deliveries.lease_token FROM deliveries
             JOIN outcome ON deliveries.id = outcome.id AND deliveries.lease_token = outcome.lease_token
            ORDER BY deliveries.id FOR UPDATE OF deliveries
         ), settled AS (
           UPDATE deliveries SET
             state = outcome.state, reason = outcome.reason, attempts = outcome.attempts,
             maybe_duplicate = outcome.maybe_duplicate, due_at = outcome.due_at, ended_at = outcome.ended_at,
             message_id = coalesce(outcome.message_id, deliveries.message_id),
             lease_token = NULL, claimed_state = NULL, claimed_due_at = NULL
           FROM held JOIN outcome ON outcome.id = held.id AND outcome.lease_token = held.lease_token
           WHERE deliveries.id = held.id
           RETURNING deliveries.id
         ), timeline AS (
           INSERT INTO delivery_attempts (${attemptRows.columns})
           SELECT line.delivery_id,
                  (SELECT coalesce(max(number), 0) + 1 FROM delivery_attempts WHERE delivery_id = line.delivery_id),
                  ${lineColumns()}
             FROM ${attemptRows.unnest(9)} AS line(${attemptRows.columns})
             JOIN settled ON settled.id = line.delivery_id
         )
         SELECT id FROM settled`,
};

/** All columns of a line but whose it is and its number, which come first. */
function lineColumns(): string {
  const [, , ...others] = attemptRows.columns.split(', ');
  return others.map((column) => `line.${column}`).join(', ');
}
