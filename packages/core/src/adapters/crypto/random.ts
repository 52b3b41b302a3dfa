import { randomBytes as nodeRandomBytes, randomFillSync } from 'node:crypto';

/** Asking the system costs the same for sixteen bytes as for thousands. */
const POOL = 4_096;

const pool = new Uint8Array(POOL);
/** So many of them are taken. */
let taken = POOL;

/** So many bytes that nobody can guess. Small numbers of them come from a pool; none is ever given twice or kept. */
export function randomBytes(bytes: number): Uint8Array {
  if (!(bytes >= 0 && bytes <= POOL / 16)) return nodeRandomBytes(bytes);
  if (taken + bytes > POOL) {
    randomFillSync(pool);
    taken = 0;
  }
  const start = taken;
  taken += bytes;
  const given = pool.slice(start, taken);
  pool.fill(0, start, taken);
  return given;
}
