import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatheredBytes } from './gathered-bytes.ts';

function gather(pieces: readonly Uint8Array[]): GatheredBytes {
  const gathered = new GatheredBytes();
  for (const piece of pieces) gathered.add(Buffer.from(piece));
  return gathered;
}

describe('bytes in pieces', () => {
  it('are the same bytes in the same order, however they were cut', () => {
    const lengths = fc.oneof(fc.nat(3), fc.constantFrom(1_023, 1_024, 1_025, 16_384, 20_000));
    fc.assert(
      fc.property(fc.array(lengths, { maxLength: 40 }), (cuts) => {
        let next = 0;
        const pieces = cuts.map((length) => Uint8Array.from({ length }, () => (next += 1) % 251));
        const gathered = gather(pieces);
        expect(gathered.size).toBe(next);
        expect(gathered.whole().equals(Buffer.concat(pieces))).toBe(true);
      }),
    );
  });

  it('take no more objects than their size warrants: a body in pieces of one byte fills no memory', () => {
    const single = Buffer.from('x');
    const gathered = new GatheredBytes();
    for (let count = 0; count < 200_000; count += 1) gathered.add(single);
    expect(gathered.pieces).toBeLessThanOrEqual(15);
    expect(gathered.whole()).toHaveLength(200_000);
  });

  it('that came as one piece are that piece', () => {
    const piece = Buffer.from('{}');
    const gathered = new GatheredBytes();
    gathered.add(piece);
    expect(gathered.whole()).toBe(piece);
  });
});
