import { expect, it } from 'vitest';
import { readAnswers } from './measure-storm.ts';

it('shows a stretch of slow answers that the whole would hide', () => {
  const took = Array.from({ length: 6_000 }, (_, index) => (index >= 3_000 && index < 3_020 ? 900 : 2));
  expect(readAnswers({ took })).toEqual({ p50: 2, p99: 2, worst: 900 });
});

it('needs no more answers than there are', () => {
  expect(readAnswers({ took: [3, 1] })).toEqual({ p50: 1, p99: 3, worst: 3 });
});
