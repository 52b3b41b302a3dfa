import type { Secret } from '../../kernel/secret.ts';
import type { ClientProof, TokenGrant } from '../../smtp/smtp-connection.ts';

/** The secrets that a grant is made with, the one that it stands on first. */
export function grantSecrets(grant: TokenGrant): readonly Secret[] {
  switch (grant.kind) {
    case 'client-credentials':
      return [secretIn(grant.proof)];
    case 'refresh-token':
      return [grant.refreshToken, ...(grant.proof === null ? [] : [secretIn(grant.proof)])];
    case 'service-account':
      return [grant.key];
    default:
      return grant satisfies never;
  }
}

function secretIn(proof: ClientProof): Secret {
  return 'clientSecret' in proof ? proof.clientSecret : proof.clientCertificate.key;
}
