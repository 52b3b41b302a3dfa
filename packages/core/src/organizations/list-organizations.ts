import { mayDo, type Actor } from '../access/actor.ts';
import { organizationLevel } from '../kernel/level.ts';
import type { OrganizationStore } from './organization-store.ts';
import type { Organization } from './organization.ts';

/** The organizations that the actor may see, by short name. */
export async function listOrganizations(
  deps: { readonly storage: { readonly organizations: Pick<OrganizationStore, 'list'> } },
  actor: Actor,
): Promise<readonly Organization[]> {
  const all = await deps.storage.organizations.list();
  return all.filter(({ id }) => mayDo(actor, 'read', organizationLevel(id)));
}
