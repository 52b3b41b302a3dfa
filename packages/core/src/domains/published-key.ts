import { createPublicKey } from 'node:crypto';
import { parseTagList } from './tag-list.ts';

/** What a key record in DNS (RFC 6376 section 3.6.1) comes to. */
export type PublishedKey =
  | { readonly state: 'valid'; readonly type: 'rsa' | 'ed25519'; readonly bits: number; readonly key: string }
  /** An empty key: whatever is signed with it is refused. */
  | { readonly state: 'revoked' }
  | { readonly state: 'unreadable' };

/** Before a raw Ed25519 key (RFC 8463 section 4.2) to make it a SubjectPublicKeyInfo (RFC 8410). */
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Reads a key record; null for a TXT record that is something else. */
export function readPublishedKey(text: string): PublishedKey | null {
  const tags = parseTagList(text);
  if (tags === null || !tags.has('p') || (tags.get('v') ?? 'DKIM1') !== 'DKIM1') return null;
  const key = (tags.get('p') ?? '').replaceAll(/\s+/g, '');
  if (key === '') return { state: 'revoked' };
  const type = (tags.get('k') ?? 'rsa').toLowerCase();
  if (type !== 'rsa' && type !== 'ed25519') return { state: 'unreadable' };
  const bits = bitsOf(type, Buffer.from(key, 'base64'));
  return bits === null ? { state: 'unreadable' } : { state: 'valid', type, bits, key };
}

function bitsOf(type: 'rsa' | 'ed25519', bytes: Buffer): number | null {
  const der = type === 'rsa' ? bytes : Buffer.concat([ED25519_PREFIX, bytes]);
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== type) return null;
    return type === 'rsa' ? (key.asymmetricKeyDetails?.modulusLength ?? null) : 256;
  } catch {
    return null;
  }
}
