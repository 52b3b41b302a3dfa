import { and, asc, eq, gt, inArray, or } from './drizzle.ts';
import { HELD_REASONS } from '../../../delivery/held-reasons.ts';
import type { Level } from '../../../kernel/level.ts';
import { levelCondition } from './level-condition.ts';
import { deliveries } from './schema.ts';
import type { Session } from './session.ts';

/**
 * Makes the deliveries due that wait for other settings: of the level, and from the host's change those of every level,
 * since any organization may inherit from the host. Inside the transaction of the change.
 */
export async function releaseHeld({ orm }: Session, level: Level, now: number): Promise<void> {
  const concerned = level.kind === 'host' ? undefined : levelCondition(deliveries.level, level);
  const held = orm
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        // Both priorities, spelled out: with them the index that leads to what waits is of use.
        inArray(deliveries.priority, [0, 1]),
        concerned,
        gt(deliveries.dueAt, now),
        eq(deliveries.state, 'deferred'),
        or(eq(deliveries.attempts, 0), inArray(deliveries.reason, [...HELD_REASONS])),
      ),
    )
    // The order in which claims and settlements lock.
    .orderBy(asc(deliveries.id))
    .for('update');
  await orm.update(deliveries).set({ dueAt: now }).where(inArray(deliveries.id, held));
}
