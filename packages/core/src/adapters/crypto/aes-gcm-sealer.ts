import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../../kernel/errors.ts';
import type { Sealed, Sealer } from '../../kernel/sealer.ts';
import { Secret } from '../../kernel/secret.ts';
import type { SealingKey } from './sealing-key.ts';

/** First byte of every box: how the rest is laid out. */
const FORM = 1;
/** NIST SP 800-38D section 8.2.2: 96 random bits, good for 2^32 secrets under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals with AES-256-GCM. A box is form, nonce, ciphertext and tag; form, key id and place are authenticated with it.
 * @param keys the live keys, the active one first; at least one.
 */
export function createAesGcmSealer(keys: readonly SealingKey[]): Sealer {
  const [active] = keys;
  if (active === undefined) throw new AppError('key-unreadable', 'There is no key to seal secrets with.');
  const byId = new Map(keys.map((key) => [key.id, key]));
  return {
    activeKeyId: active.id,
    keyIds: [...byId.keys()],
    seal: (secret, place) => seal(active, secret, place),
    open(sealed, place) {
      const key = byId.get(sealed.keyId);
      if (key === undefined) throw keyMissing(sealed.keyId);
      return open(key, sealed, place);
    },
  };
}

function seal(key: SealingKey, secret: Secret, place: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(bound(key.id, place));
  const text = Buffer.concat([cipher.update(secret.expose(), 'utf8'), cipher.final()]);
  const box = Buffer.concat([Buffer.from([FORM]), nonce, text, cipher.getAuthTag()]);
  return { keyId: key.id, box: box.toString('base64') };
}

function open(key: SealingKey, sealed: Sealed, place: string): Secret {
  const box = Buffer.from(sealed.box, 'base64');
  const textAt = 1 + NONCE_BYTES;
  if (box.byteLength < textAt + TAG_BYTES || box[0] !== FORM) throw sealBroken(key.id, 'not a box');
  const decipher = createDecipheriv('aes-256-gcm', key.key, box.subarray(1, textAt), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(bound(key.id, place));
  decipher.setAuthTag(box.subarray(-TAG_BYTES));
  const text = decipher.update(box.subarray(textAt, -TAG_BYTES));
  try {
    return new Secret(Buffer.concat([text, decipher.final()]).toString('utf8'));
  } catch {
    throw sealBroken(key.id, 'the tag does not fit');
  }
}

/** What is authenticated but not encrypted. The id has no NUL in it, so the parts cannot be told otherwise. */
function bound(keyId: string, place: string): Buffer {
  return Buffer.from(`postern ${FORM}\0${keyId}\0${place}`, 'utf8');
}

function keyMissing(keyId: string): AppError {
  return new AppError(
    'key-missing',
    `It is sealed with the key "${keyId}", which is not among the live keys. Put that key back, or enter the secret again.`,
  );
}

function sealBroken(keyId: string, detail: string): AppError {
  return new AppError(
    'seal-broken',
    'The stored secret does not open: it was altered, or moved from another place. Enter it again.',
    { detail: `key ${keyId}: ${detail}` },
  );
}
