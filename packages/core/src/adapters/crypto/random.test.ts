import { expect, it } from 'vitest';
import { randomBytes } from './random.ts';

it('gives as many bytes as are asked for, and never the same ones', () => {
  const sizes = [0, 1, 4, 16, 32, 256, 257, 5_000];
  expect(sizes.map((size) => randomBytes(size).length)).toEqual(sizes);
  const given = Array.from({ length: 2_000 }, () => Buffer.from(randomBytes(16)).toString('hex'));
  expect(new Set(given).size).toBe(given.length);
});

it('gives bytes that nobody else holds', () => {
  const first = randomBytes(16);
  const copy = Uint8Array.from(first);
  const second = randomBytes(16);
  second.fill(0);
  expect(first).toEqual(copy);
  expect(first.buffer.byteLength).toBe(16);
});
