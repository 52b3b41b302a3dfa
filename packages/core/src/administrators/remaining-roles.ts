import type { Actor, Roles } from '../access/actor.ts';
import type { Grant } from './grant.ts';
import type { NamedPerson } from './named-person.ts';
import { rolesFrom } from './roles-from.ts';

/**
 * What is left of the rights that a person in Slack had a few minutes ago, for a process that cannot ask Slack who is in which
 * group: each of them, as long as the configuration or a grant to the person or to any group of their workspace still gives
 * it. Never more than they had.
 */
export function remainingRoles(
  known: { readonly configured: readonly NamedPerson[]; readonly grants: readonly Grant[] },
  { teamId, userId, roles: had }: Extract<Actor, { readonly kind: 'slack' }>,
): Roles {
  const groupIds = known.grants.flatMap(({ holder }) => (holder.kind === 'group' ? [holder.groupId] : []));
  const given = rolesFrom(known, { teamId, userId, groupIds });
  return {
    systemAdministrator: had.systemAdministrator && given.systemAdministrator,
    organizationIds: given.organizationIds.filter(
      (id) => had.systemAdministrator || had.organizationIds.includes(id),
    ),
  };
}
