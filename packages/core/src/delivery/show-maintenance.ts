import type { Actor } from '../access/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { MaintenanceMode, MaintenanceStore } from './maintenance.ts';

/**
 * Whether mail is held: of use to everybody who administers anything, since it explains why theirs waits.
 * @throws AppError `not-allowed`.
 */
export async function showMaintenance(
  { storage }: { readonly storage: { readonly maintenance: Pick<MaintenanceStore, 'mode'> } },
  actor: Actor,
): Promise<MaintenanceMode> {
  if (actor.kind === 'slack' && !actor.roles.systemAdministrator && actor.roles.organizationIds.length === 0)
    throw new AppError('not-allowed', 'You may not do this here. Ask a system administrator.');
  return storage.maintenance.mode();
}
