import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';

/** Why a text is no private key that can be used. */
export type PrivateKeyFault = 'key-encrypted' | 'not-a-private-key';

/**
 * Reads a private key in PEM (RFC 7468), or in the one line that is kept: PKCS #8 in base64. Its text never comes back in
 * a fault.
 */
export function readPrivateKey(
  text: string,
):
  | { readonly ok: true; readonly key: KeyObject; readonly oneLine: string }
  | { readonly ok: false; readonly fault: PrivateKeyFault } {
  if (/ENCRYPTED/.test(text)) return { ok: false, fault: 'key-encrypted' };
  const key = keyIn(text);
  if (key === null) return { ok: false, fault: 'not-a-private-key' };
  return { ok: true, key, oneLine: key.export({ type: 'pkcs8', format: 'der' }).toString('base64') };
}

/** Whether the key is that of the first certificate of a chain in PEM. */
export function isKeyOf(key: KeyObject, chain: string): boolean {
  try {
    return new X509Certificate(chain).checkPrivateKey(key);
  } catch {
    return false;
  }
}

function keyIn(text: string): KeyObject | null {
  try {
    return text.includes('-----BEGIN')
      ? createPrivateKey(text)
      : createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
  } catch {
    return null;
  }
}
