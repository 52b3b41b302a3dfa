import type { Secret } from '../kernel/secret.ts';
import type { LinkDeps } from './link-deps.ts';
import { linkTokenHash } from './link-token.ts';
import type { LinkPurpose, OneTimeLink } from './one-time-link.ts';

/** A link whose purpose is of that kind. */
export type LinkFor<K extends LinkPurpose['kind']> = OneTimeLink & {
  readonly purpose: Extract<LinkPurpose, { readonly kind: K }>;
};

/** The open link behind a token. Null whether it was used, has expired or never was: whoever tries tokens learns nothing. */
export async function findOpenLink(
  deps: { readonly storage: Pick<LinkDeps['storage'], 'links'>; readonly clock: LinkDeps['clock'] },
  token: Secret,
): Promise<LinkFor<'secret'> | LinkFor<'arrival'> | null> {
  const tokenHash = linkTokenHash(token);
  const link = tokenHash === null ? null : await deps.storage.links.findByTokenHash(tokenHash);
  if (link?.usedAt !== null || link.expiresAt <= deps.clock.now()) return null;
  return link as LinkFor<'secret'> | LinkFor<'arrival'>;
}
