import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { Clock } from '../kernel/clock.ts';
import { HOST } from '../kernel/level.ts';
import type { MaintenanceMode, MaintenanceStore } from './maintenance.ts';
import type { Backlog, OutboxStore } from './outbox-store.ts';

/**
 * What waits in all levels, and the maintenance mode that it may wait for.
 * @throws AppError `not-allowed` for all but system administrators.
 */
export async function viewBacklog(
  deps: {
    readonly storage: {
      readonly outbox: Pick<OutboxStore, 'backlog'>;
      readonly maintenance: Pick<MaintenanceStore, 'mode'>;
    };
    readonly clock: Clock;
  },
  actor: Actor,
): Promise<Backlog & { readonly maintenance: MaintenanceMode }> {
  authorize(actor, 'read', HOST);
  const { outbox, maintenance } = deps.storage;
  const [backlog, mode] = await Promise.all([outbox.backlog(deps.clock.now()), maintenance.mode()]);
  return { ...backlog, maintenance: mode };
}
