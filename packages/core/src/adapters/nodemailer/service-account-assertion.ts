import { sign } from 'node:crypto';
import { HOUR, SECOND } from '../../kernel/clock.ts';
import type { ServiceAccountKey } from '../../settings/fields/service-account-key.ts';

/** What an assertion says. */
export interface AssertionClaims {
  /** The person in whose name the service account acts (domain-wide delegation). */
  readonly subject: string;
  readonly scope: string | null;
  readonly tokenUrl: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * A signed assertion for the JWT bearer grant (RFC 7523 section 3), good for an hour, the most that Google takes:
 * https://developers.google.com/identity/protocols/oauth2/service-account
 */
export function serviceAccountAssertion(
  { clientEmail, privateKey, privateKeyId }: ServiceAccountKey,
  { subject, scope, tokenUrl, now }: AssertionClaims,
): string {
  const issued = Math.floor(now / SECOND);
  const header = { alg: 'RS256', typ: 'JWT', ...(privateKeyId === null ? {} : { kid: privateKeyId }) };
  const claims = {
    iss: clientEmail,
    sub: subject,
    ...(scope === null ? {} : { scope }),
    aud: tokenUrl,
    iat: issued,
    exp: issued + HOUR / SECOND,
  };
  const signed = `${encoded(header)}.${encoded(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
