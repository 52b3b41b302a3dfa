import type { Secret } from './secret.ts';

/** A sealed value: safe to store. */
export interface Sealed {
  readonly keyId: string;
  /** Base64 of nonce, ciphertext and tag. */
  readonly box: string;
}

/**
 * Seals secrets at rest (AES-256-GCM). `place` is authenticated with the value: a sealed secret that is copied to
 * another place does not open.
 */
export interface Sealer {
  /** Id of the key that new secrets are sealed with. */
  readonly activeKeyId: string;
  /** Ids of all live keys. */
  readonly keyIds: readonly string[];
  seal(secret: Secret, place: string): Sealed;
  /** @throws AppError `key-missing` (the text names the key id) or `seal-broken`. */
  open(sealed: Sealed, place: string): Secret;
}

/** Reads secrets that are references (`env:NAME`, `file:/path`). */
export interface ReferenceReader {
  /**
   * @param lines how many the secret may have: one unless it is a file in itself, such as a key.
   * @throws AppError `reference-unreadable`, naming the reference, never a value.
   */
  read(reference: string, lines?: 'one' | 'many'): Promise<Secret>;
}
