import { z } from 'zod';
import { mayDo, type Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { DeliveryAttempt } from '../delivery/delivery.ts';
import type { MaintenanceStore } from '../delivery/maintenance.ts';
import type { OutboxStore } from '../delivery/outbox-store.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { HOST } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import type { Canary } from './canary.ts';
import { canaryStanding, type CanaryStanding } from './canary-standing.ts';
import type { CanaryStore } from './canary-store.ts';
import { NO_CANARY } from './no-canary.ts';

const showSchema = z.strictObject({ level: levelSchema });

/** A canary, looked at. */
export interface ShownCanary {
  readonly canary: Canary;
  readonly standing: CanaryStanding;
  /** The timeline of the last one, oldest first: servers and their words, for system administrators; null for others. */
  readonly timeline: readonly DeliveryAttempt[] | null;
}

/**
 * The canary of a level, and what became of the last one.
 * @throws AppError `not-allowed`; `not-found` when the level has none.
 */
export async function showCanary(
  deps: {
    readonly storage: {
      readonly canaries: Pick<CanaryStore, 'find'>;
      readonly outbox: Pick<OutboxStore, 'find'>;
      readonly maintenance: Pick<MaintenanceStore, 'mode'>;
    };
    readonly clock: Clock;
  },
  actor: Actor,
  input: z.input<typeof showSchema>,
): Promise<ShownCanary> {
  const { level } = parseInput(showSchema, input, 'The request for the canary');
  authorize(actor, 'read', level);
  const { canaries, outbox, maintenance } = deps.storage;
  const canary = await canaries.find(level);
  if (canary === null) throw new AppError('not-found', NO_CANARY);
  const { last } = canary;
  const [details, mode] = await Promise.all([
    last === null || !mayDo(actor, 'read', HOST) ? null : outbox.find(last.deliveryId),
    maintenance.mode(),
  ]);
  const now = deps.clock.now();
  const standing = canaryStanding(canary, now, mode === 'suspended' ? now : 0);
  return { canary, standing, timeline: details?.timeline ?? null };
}
