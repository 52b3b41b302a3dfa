import type { Secret } from '../kernel/secret.ts';

/** Where a link's page is, below the gateway's public address. As secret as its token. */
export function linkPath(token: Secret): string {
  return `/links/${token.expose()}`;
}
