import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { AppError } from '../../kernel/errors.ts';

/** 256 bits, for AES-256. */
export const KEY_BYTES = 32;
/** What names a key: short, and free of the characters that separate. */
export const KEY_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** A key that secrets are sealed with. */
export interface SealingKey {
  /** Stored beside everything sealed with it. */
  readonly id: string;
  /** Shows nothing when printed. */
  readonly key: KeyObject;
}

/** A sealing key of {@link KEY_BYTES} bytes. */
export function sealingKey(id: string, bytes: Uint8Array): SealingKey {
  if (bytes.byteLength !== KEY_BYTES || !KEY_ID.test(id))
    throw new AppError('internal', 'Something went wrong inside Postern.', { detail: 'not a sealing key' });
  return { id, key: createSecretKey(bytes) };
}

/** A new random key under a new random id. */
export function newSealingKey(): SealingKey {
  return sealingKey(`k-${randomBytes(6).toString('hex')}`, randomBytes(KEY_BYTES));
}
