import { createHash, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { TokenGrant } from '../../smtp/smtp-connection.ts';
import { grantSecrets } from './grant-secrets.ts';
import type { OAuthSignIn } from './request-token.ts';

/**
 * Under which tokens are kept for all processes: whom they are for, who asks, and the secret that the grant stands on. So
 * one level's tokens are another's only if it has entered the same secret, and a secret entered anew begins anew, without
 * anything of the administrator's being written over. A client's secret does not count beside a refresh token: it is
 * renewed on its own, and what the endpoint gave for the person's consent must outlive that.
 *
 * The id is stored in clear, so the secret goes into it through scrypt (RFC 7914): one that people made up is not guessed
 * from a copy of the database.
 */
export async function tokenIdentity(signIn: OAuthSignIn): Promise<string> {
  const { username, tokenUrl, scope, grant } = signIn;
  const [secret] = grantSecrets(grant);
  const about = JSON.stringify([tokenUrl, grant.kind, clientOf(grant), username, scope]);
  const salt = createHash('sha256').update(about).digest();
  const derived = await derive(secret?.expose() ?? '', salt, 32);
  return derived.toString('base64url');
}

const derive = promisify<string, Buffer, number, Buffer>(scrypt);

/** The name of the client; the key of a service account holds its own. */
export function clientOf(grant: TokenGrant): string | null {
  return grant.kind === 'service-account' ? null : grant.clientId;
}
