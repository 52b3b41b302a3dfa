import { randomBytes as nodeRandomBytes } from 'node:crypto';

/** So many bytes that nobody can guess. */
export function randomBytes(bytes: number): Uint8Array {
  return nodeRandomBytes(bytes);
}
