import { createHash } from 'node:crypto';
import { Secret } from '../kernel/secret.ts';

/** 256 bits: nobody guesses it, and its bare hash gives nothing away. */
const BYTES = 32;
const FORM = /^[\w-]{43}$/;

/** A token that fits into an address, with its hash, which is all that is kept of it. */
export function newLinkToken(random: (bytes: number) => Uint8Array): {
  readonly token: Secret;
  readonly tokenHash: string;
} {
  const text = Buffer.from(random(BYTES)).toString('base64url');
  return { token: new Secret(text), tokenHash: hashOf(text) };
}

/** Hex SHA-256 of a token; null for what is none. */
export function linkTokenHash(token: Secret): string | null {
  const text = token.expose();
  return FORM.test(text) ? hashOf(text) : null;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
