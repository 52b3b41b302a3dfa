import type { Level } from '../kernel/level.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';

/** The zone in which people of a level mean times of day. */
export async function timeZoneOfLevel(
  organizations: Pick<OrganizationStore, 'findById'>,
  level: Level,
): Promise<string> {
  if (level.kind === 'host') return 'UTC';
  return (await organizations.findById(level.organizationId))?.timeZone ?? 'UTC';
}
