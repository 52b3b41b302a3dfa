import { randomBytes as nodeRandomBytes } from 'node:crypto';

/** Asking the system costs the same for sixteen bytes as for thousands. */
const POOL = 4_096;

let pool = Buffer.alloc(0);

/** So many bytes that nobody can guess. Small numbers of them come from a pool; none is ever given twice or kept. */
export function randomBytes(bytes: number): Uint8Array {
  if (bytes > POOL / 16) return nodeRandomBytes(bytes);
  if (pool.length < bytes) pool = nodeRandomBytes(POOL);
  const taken = Uint8Array.from(pool.subarray(0, bytes));
  pool.fill(0, 0, bytes);
  pool = pool.subarray(bytes);
  return taken;
}
