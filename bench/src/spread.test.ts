import { expect, it } from 'vitest';
import { quantile, spreadOf } from './spread.ts';

it('gives the least, the middle and the most of the rounds, in whatever order they came', () => {
  expect(spreadOf([30, 10, 20])).toEqual({ min: 10, median: 20, max: 30 });
});

it('gives a quantile that was measured, never one between two', () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(quantile(values, 0.5)).toBe(50);
  expect(quantile(values, 0.99)).toBe(99);
  expect(quantile([7], 0.99)).toBe(7);
});

it('has no spread of nothing', () => {
  expect(() => spreadOf([])).toThrow(RangeError);
});
