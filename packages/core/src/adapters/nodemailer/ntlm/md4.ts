/**
 * MD4 (RFC 1320), which NTLM hashes passwords with. OpenSSL 3 has put it away for good reason: it protects nothing by
 * itself, and is used for nothing else.
 */
export function md4(message: Uint8Array): Buffer {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  const padded = pad(message);
  for (let offset = 0; offset < padded.length; offset += 64) {
    const words = Array.from({ length: 16 }, (_, index) => padded.readUInt32LE(offset + index * 4));
    const mixed = mix(state, words);
    for (const [index, word] of mixed.entries()) state[index] = ((state[index] ?? 0) + word) >>> 0;
  }
  const digest = Buffer.alloc(16);
  for (const [index, word] of state.entries()) digest.writeUInt32LE(word, index * 4);
  return digest;
}

/** Section 3.1 and 3.2: a one, zeros, and the length in bits. */
function pad(message: Uint8Array): Buffer {
  const padded = Buffer.alloc(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  padded.writeBigUInt64LE(BigInt(message.length) * 8n, padded.length - 8);
  return padded;
}

interface Round {
  readonly choose: (x: number, y: number, z: number) => number;
  readonly plus: number;
  readonly order: readonly number[];
  readonly shifts: readonly number[];
}

/** Section 3.4. */
const ROUNDS: readonly Round[] = [
  {
    choose: (x, y, z) => (x & y) | (~x & z),
    plus: 0,
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    shifts: [3, 7, 11, 19],
  },
  {
    choose: (x, y, z) => (x & y) | (x & z) | (y & z),
    plus: 0x5a827999,
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    shifts: [3, 5, 9, 13],
  },
  {
    choose: (x, y, z) => x ^ y ^ z,
    plus: 0x6ed9eba1,
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    shifts: [3, 9, 11, 15],
  },
];

function mix(state: readonly number[], words: readonly number[]): readonly number[] {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (const { choose, plus, order, shifts } of ROUNDS) {
    for (const [step, index] of order.entries()) {
      const sum = (a + choose(b, c, d) + (words[index] ?? 0) + plus) | 0;
      const shift = shifts[step % 4] ?? 0;
      [a, b, c, d] = [d, (sum << shift) | (sum >>> (32 - shift)), b, c];
    }
  }
  return [a, b, c, d];
}
