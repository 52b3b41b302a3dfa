import { AppError } from '../kernel/errors.ts';
import type { Level } from '../kernel/level.ts';
import type { OrganizationStore } from './organization-store.ts';

/**
 * Makes sure that a level exists before something is put there.
 * @throws AppError `not-found`.
 */
export async function requireLevel(
  organizations: Pick<OrganizationStore, 'findById'>,
  level: Level,
): Promise<void> {
  if (level.kind === 'host') return;
  const organization = await organizations.findById(level.organizationId);
  if (organization === null) throw new AppError('not-found', 'There is no such organization.');
}
