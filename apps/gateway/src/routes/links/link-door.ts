import {
  confirmArrival,
  openLink,
  remainingRoles,
  submitSecret,
  type Secret,
  type SecretSubmission,
  type ShownLink,
} from '@postern/core';
import type { Container } from '../../container.ts';

/** What the pages of one-time links do, without HTTP. */
export interface LinkDoor {
  open(token: Secret): Promise<ShownLink | { readonly kind: 'not-open' }>;
  submit(token: Secret, secret: Secret): Promise<SecretSubmission>;
  confirm(token: Secret): ReturnType<typeof confirmArrival>;
}

/** The door over core's use cases, with the rights that people have when they use a link. */
export function createLinkDoor(container: Container): LinkDoor {
  const { config, storage } = container;
  const deps = {
    ...container,
    rolesNow: async (actor: Parameters<typeof remainingRoles>[1]) =>
      remainingRoles({ configured: config.systemAdministrators, grants: await storage.grants.list() }, actor),
  };
  return {
    open: (token) => openLink(deps, token),
    submit: (token, secret) => submitSecret(deps, { token, secret }),
    confirm: (token) => confirmArrival(deps, token),
  };
}
