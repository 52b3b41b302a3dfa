import type { Roles } from '@postern/core';
import type { NamedPerson } from '../config-values.ts';

/** What the configuration lets a person administer: everything, or nothing. */
export function rolesOf(
  administrators: readonly NamedPerson[],
  person: { readonly teamId: string; readonly userId: string },
): Roles {
  const systemAdministrator = administrators.some(
    ({ teamId, userId }) => userId === person.userId && isOf(teamId, person.teamId),
  );
  return { systemAdministrator, organizationIds: [] };
}

/** Whom a person of that workspace can turn to: user ids that a mention there can show. */
export function whomToAsk(administrators: readonly NamedPerson[], teamId: string): readonly string[] {
  return administrators.filter((named) => isOf(named.teamId, teamId)).map(({ userId }) => userId);
}

function isOf(named: string | null, teamId: string): boolean {
  return named === null || named === teamId;
}
