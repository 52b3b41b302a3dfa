import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { LiveSecret, Verification } from '../source-kind.ts';

/** A signature that a request claims: the bytes, and the form they were written in. */
export interface ClaimedSignature {
  readonly bytes: Uint8Array;
  readonly form: string;
}

/** What a signature is checked against. */
export interface SignedContent {
  /** Signed in this order, as raw bytes. */
  readonly parts: readonly (string | Uint8Array)[];
  readonly secrets: readonly LiveSecret[];
  /** The HMAC key that a secret stands for. */
  readonly keyOf: (secret: LiveSecret) => Uint8Array;
}

/**
 * Whether one of the claimed signatures is the HMAC-SHA256 of the content under one of the secrets. Every secret is
 * tried against every signature, in constant time, whether or not one has fitted already: how long it takes says
 * nothing about which secret is right or how much of a signature is.
 */
export function verifyHmac(claims: readonly ClaimedSignature[], content: SignedContent): Verification {
  let fitting: Verification = { ok: false, reason: 'signature-wrong' };
  for (const secret of content.secrets) {
    const expected = hmac(keyObject(secret, content), content.parts);
    for (const { bytes, form } of claims) {
      const fits = bytes.length === expected.length && timingSafeEqual(bytes, expected);
      if (fits && !fitting.ok) fitting = { ok: true, secretId: secret.id, form };
    }
  }
  return fitting;
}

/** Made once a secret: making the key of bytes takes five times as long as the HMAC of a usual body. */
const keys = new WeakMap<LiveSecret, KeyObject>();

function keyObject(secret: LiveSecret, { keyOf }: SignedContent): KeyObject {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const made = createSecretKey(keyOf(secret));
  keys.set(secret, made);
  return made;
}

function hmac(key: KeyObject, parts: readonly (string | Uint8Array)[]): Uint8Array {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}
