import type { Roles } from '../access/actor.ts';
import type { Grant, GrantHolder } from './grant.ts';
import type { NamedPerson } from './named-person.ts';

/** Somebody in Slack, and the user groups of that workspace that they are in. */
export interface GroupMember {
  readonly teamId: string;
  readonly userId: string;
  readonly groupIds: readonly string[];
}

/** What the configuration and the grants together let a person administer. */
export function rolesFrom(
  known: { readonly configured: readonly NamedPerson[]; readonly grants: readonly Grant[] },
  person: GroupMember,
): Roles {
  const held = known.grants.filter(({ holder }) => holds(holder, person)).map(({ level }) => level);
  return {
    systemAdministrator: isConfigured(known.configured, person) || held.some(({ kind }) => kind === 'host'),
    organizationIds: [
      ...new Set(held.flatMap((level) => (level.kind === 'host' ? [] : [level.organizationId]))),
    ],
  };
}

/** Whether the configuration makes that person a system administrator. */
export function isConfigured(
  configured: readonly NamedPerson[],
  person: Pick<GroupMember, 'teamId' | 'userId'>,
): boolean {
  return configured.some(
    ({ teamId, userId }) => userId === person.userId && (teamId === null || teamId === person.teamId),
  );
}

/** A user id means something in its own workspace alone. */
function holds(holder: GrantHolder, { teamId, userId, groupIds }: GroupMember): boolean {
  if (holder.teamId !== teamId) return false;
  return holder.kind === 'user' ? holder.userId === userId : groupIds.includes(holder.groupId);
}
