import { v7 } from 'uuid';
import type { NewId } from '../../kernel/ids.ts';
import { randomBytes } from './random.ts';

/** The last id's time, in epoch milliseconds, and its number within it. */
let msecs = -Infinity;
let seq = 0;

/**
 * Makes UUIDv7 text from the system's clock and randomness; ids of one process grow strictly. As uuid does by itself (RFC
 * 9562 section 6.2, a counter that starts at random), over pooled randomness, which it takes only together with these two.
 */
export const newUuidV7: NewId = () => {
  const random = randomBytes(16);
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    seq = new DataView(random.buffer).getUint32(6) & 0x7f_ff_ff_ff;
  } else {
    seq = (seq + 1) | 0;
    if (seq === 0) msecs += 1;
  }
  return v7({ random, msecs, seq });
};
