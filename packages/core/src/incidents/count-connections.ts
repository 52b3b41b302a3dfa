import type { Actor } from '../access/actor.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { listOrganizations } from '../organizations/list-organizations.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import { CONNECTION_STATES, type ConnectionStateKind } from './connection-state.ts';
import { showConnection, type ConnectionReader } from './show-connection.ts';

/** How many levels that the actor may see are in each state, the host among them. */
export async function countConnections(
  deps: ConnectionReader & {
    readonly storage: { readonly organizations: Pick<OrganizationStore, 'list'> };
  },
  actor: Actor,
): Promise<Readonly<Record<ConnectionStateKind, number>>> {
  const organizations = await listOrganizations(deps, actor);
  const counts = Object.fromEntries(CONNECTION_STATES.map((kind) => [kind, 0])) as Record<
    ConnectionStateKind,
    number
  >;
  // One after the other: nobody waits for this, and others wait for the database.
  for (const level of [HOST, ...organizations.map(({ id }) => organizationLevel(id))])
    counts[(await showConnection(deps, actor, { level })).kind] += 1;
  return counts;
}
