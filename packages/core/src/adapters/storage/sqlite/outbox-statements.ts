import { and, eq, getTableColumns, lt, sql } from './drizzle.ts';
import { parameter } from './parameter.ts';
import { deliveries, deliveryAttempts } from './schema.ts';
import { prepareStatement } from './prepare-statement.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

const heldWithToken = and(
  eq(deliveries.id, parameter.text('id')),
  eq(deliveries.leaseToken, parameter.text('leaseToken')),
);

const COLUMNS = Object.keys(getTableColumns(deliveries)) as (keyof typeof deliveries.$inferSelect)[];

/** No lease, and nothing to go back to. */
const UNLEASED = { leaseToken: null, claimedState: null, claimedDueAt: null };

/** The statements that run for every delivery, prepared once. */
export function prepareOutboxStatements({ orm, client }: SqliteConnection) {
  return {
    // Puts a delivery under a lease and remembers what a release goes back to. One that is `sending` already has
    // outlived its lease: its worker is lost and the mail may have gone, so it will never again count as untouched.
    // The right-hand sides see the row as it was.
    claim: prepareStatement(
      client,
      orm
        .update(deliveries)
        .set({
          state: 'sending',
          leaseToken: sql`${sql.placeholder('leaseToken')}`,
          dueAt: sql`${sql.placeholder('leaseUntil')}`,
          claimedState: sql`CASE state WHEN 'sending' THEN 'unknown' ELSE state END`,
          claimedDueAt: sql`due_at`,
          gatherKey: null,
          maybeDuplicate: sql`CASE state WHEN 'sending' THEN 1 ELSE maybe_duplicate END`,
          reason: sql`CASE state WHEN 'sending' THEN 'worker-lost' ELSE reason END`,
        })
        .where(eq(deliveries.id, parameter.text('id')))
        .returning(),
      COLUMNS,
    ),

    // Never shortens a lease: renewals of two ticks may arrive in either order.
    renew: prepareStatement(
      client,
      orm
        .update(deliveries)
        .set({ dueAt: sql`${sql.placeholder('leaseUntil')}` })
        .where(
          and(
            eq(deliveries.leaseToken, parameter.text('leaseToken')),
            lt(deliveries.dueAt, parameter.whole('leaseUntil')),
          ),
        ),
    ),

    // The token is the fence: a worker that was taken for dead finds nothing to change.
    release: prepareStatement(
      client,
      orm
        .update(deliveries)
        .set({ ...UNLEASED, state: sql`claimed_state`, dueAt: sql`claimed_due_at` })
        .where(heldWithToken),
    ),

    // The same fence; the end of the lease is of no account as long as nobody else has claimed the delivery.
    settle: prepareStatement(
      client,
      orm
        .update(deliveries)
        .set({
          ...UNLEASED,
          state: sql`${sql.placeholder('state')}`,
          reason: sql`${sql.placeholder('reason')}`,
          attempts: sql`${sql.placeholder('attempts')}`,
          maybeDuplicate: sql`${sql.placeholder('maybeDuplicate')}`,
          dueAt: sql`${sql.placeholder('dueAt')}`,
          endedAt: sql`${sql.placeholder('endedAt')}`,
          messageId: sql`coalesce(${sql.placeholder('messageId')}, message_id)`,
        })
        .where(heldWithToken),
    ),

    // Numbered from the timeline itself: one step to the end of this delivery's lines.
    insertAttempt: prepareStatement(
      client,
      orm.insert(deliveryAttempts).values({
        deliveryId: sql.placeholder('deliveryId'),
        number: sql`(SELECT coalesce(max(number), 0) + 1 FROM delivery_attempts WHERE delivery_id = ${parameter.text('deliveryId')})`,
        at: sql.placeholder('at'),
        state: sql.placeholder('state'),
        reason: sql.placeholder('reason'),
        stage: sql.placeholder('stage'),
        replyCode: sql.placeholder('replyCode'),
        enhancedCode: sql.placeholder('enhancedCode'),
        text: sql.placeholder('text'),
        server: sql.placeholder('server'),
        queueId: sql.placeholder('queueId'),
        took: sql.placeholder('took'),
      }),
    ),
  };
}
