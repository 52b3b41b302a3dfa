import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Secret } from '../kernel/secret.ts';

/** RFC 8301 section 3.2 asks for at least 1024 and recommends 2048. */
const FEWEST_BITS = 1024;
/** Verifiers need not take more (RFC 6376 section 3.3.3). */
const MOST_BITS = 4096;

/** The public half of an RSA key that can sign, as SubjectPublicKeyInfo in base64; null for anything else. */
export function publicHalf(pem: Secret): string | null {
  try {
    const key = createPrivateKey(pem.expose());
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.asymmetricKeyType !== 'rsa' || bits < FEWEST_BITS || bits > MOST_BITS) return null;
    return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  } catch {
    return null;
  }
}
