import type { Secret } from '../../kernel/secret.ts';
import type { TokenGrant } from '../../smtp/smtp-connection.ts';

/** The secrets that a grant is made with, the one that it stands on first. */
export function grantSecrets(grant: TokenGrant): readonly Secret[] {
  switch (grant.kind) {
    case 'client-credentials':
      return [grant.clientSecret];
    case 'refresh-token':
      return grant.clientSecret === null ? [grant.refreshToken] : [grant.refreshToken, grant.clientSecret];
    case 'service-account':
      return [grant.key];
    default:
      return grant satisfies never;
  }
}
