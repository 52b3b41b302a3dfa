import type { Roles } from '@postern/core';
import type { Audience } from './subcommand.ts';

/** Whether somebody with these roles may use a word for that audience. */
export function mayUse(audience: Audience, roles: Roles): boolean {
  switch (audience) {
    case 'everyone':
      return true;
    case 'administrators':
      return roles.systemAdministrator || roles.organizationIds.length > 0;
    default:
      return audience satisfies never;
  }
}
