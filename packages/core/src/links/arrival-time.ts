import type { Secret } from '../kernel/secret.ts';
import type { LinkDeps } from './link-deps.ts';
import { linkTokenHash } from './link-token.ts';

/**
 * When whoever got the test mail with this link has said that it arrived, in epoch milliseconds; null as long as nobody has.
 */
export async function arrivalTime(
  { storage }: { readonly storage: Pick<LinkDeps['storage'], 'links'> },
  token: Secret,
): Promise<number | null> {
  const tokenHash = linkTokenHash(token);
  const link = tokenHash === null ? null : await storage.links.findByTokenHash(tokenHash);
  return link?.purpose.kind === 'arrival' ? link.usedAt : null;
}
