import { listOrganizations, type Actor, type Level, type Storage } from '@postern/core';

/** How people call a level: `host`, or the organization's short name. */
export type LevelNames = (level: Level) => string;

/** Reads the organizations once, so that a list can name the level of every row. */
export async function levelNames(
  services: { readonly storage: Pick<Storage, 'organizations'> },
  actor: Actor,
): Promise<LevelNames> {
  const organizations = await listOrganizations(services, actor);
  const slugs = new Map(organizations.map(({ id, slug }) => [id, slug]));
  return (level) =>
    level.kind === 'host' ? 'host' : (slugs.get(level.organizationId) ?? level.organizationId);
}
