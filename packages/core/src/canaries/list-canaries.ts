import { mayDo, type Actor } from '../access/actor.ts';
import type { MaintenanceStore } from '../delivery/maintenance.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Canary } from './canary.ts';
import { canaryStanding, type CanaryStanding } from './canary-standing.ts';
import type { CanaryStore } from './canary-store.ts';

/** A canary with how it stands. */
export type ListedCanary = Canary & { readonly standing: CanaryStanding };

/** The canaries of all levels that the actor may see, which may be none. */
export async function listCanaries(
  deps: {
    readonly storage: {
      readonly canaries: Pick<CanaryStore, 'list'>;
      readonly maintenance: Pick<MaintenanceStore, 'mode'>;
    };
    readonly clock: Clock;
  },
  actor: Actor,
): Promise<readonly ListedCanary[]> {
  const { canaries, maintenance } = deps.storage;
  const [all, mode] = await Promise.all([canaries.list(), maintenance.mode()]);
  const now = deps.clock.now();
  const watchedSince = mode === 'suspended' ? now : 0;
  return all
    .filter(({ level }) => mayDo(actor, 'read', level))
    .map((canary) => ({ ...canary, standing: canaryStanding(canary, now, watchedSince) }));
}
