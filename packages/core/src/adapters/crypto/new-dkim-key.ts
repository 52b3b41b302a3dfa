import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { Secret } from '../../kernel/secret.ts';

const BITS = 2048;

/** A new private RSA key for DKIM, PEM (PKCS #8). RFC 8301: 2048 bits; Ed25519 is not verified widely yet. */
export async function newDkimKey(): Promise<Secret> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: BITS });
  return new Secret(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
}
