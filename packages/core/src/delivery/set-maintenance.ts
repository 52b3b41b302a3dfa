import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { HOST } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import { MAINTENANCE_MODES, type MaintenanceMode, type MaintenanceStore } from './maintenance.ts';

const maintenanceSchema = z.strictObject({
  mode: z.enum(MAINTENANCE_MODES, {
    error: `The maintenance mode is one of ${MAINTENANCE_MODES.map((mode) => `"${mode}"`).join(', ')}.`,
  }),
});

/** Input of {@link setMaintenance}. */
export type SetMaintenanceInput = z.input<typeof maintenanceSchema>;

/** The mode before and after; the same when nothing was to do, and then nothing is audited. */
export interface MaintenanceChange {
  readonly before: MaintenanceMode;
  readonly after: MaintenanceMode;
}

/**
 * Sets the maintenance mode of all processes; they follow within a second.
 * @throws AppError `not-allowed` for all but system administrators.
 */
export async function setMaintenance(
  deps: {
    readonly storage: { readonly maintenance: MaintenanceStore };
    readonly clock: Clock;
    readonly newId: NewId;
  },
  actor: Actor,
  input: SetMaintenanceInput,
): Promise<MaintenanceChange> {
  const { mode: after } = parseInput(maintenanceSchema, input, 'The maintenance mode');
  authorize(actor, 'administer-system', HOST);
  const { maintenance } = deps.storage;
  const before = await maintenance.mode();
  if (before === after) return { before, after };
  const changes = [{ field: 'maintenance', before, after }];
  const audit = newAuditEntry(
    { actor, action: 'maintenance.changed', level: HOST, subject: null, changes },
    deps,
  );
  await maintenance.setMode(after, audit);
  return { before, after };
}
