import { expect, it } from 'vitest';
import { reportSoak } from './report-soak.ts';

const reading = (resident: number, index: number) => ({
  events: (index + 1) * 100_000,
  resident,
  peak: 300,
  perSecond: 3_000,
  cpu: 0.3,
});

const verdict = (residents: readonly number[]) =>
  reportSoak(residents.map(reading))
    .split('\n')[2]
    ?.split('|')
    .map((cell) => cell.trim())
    .slice(1, -1);

it('judges the end by the third step, not by the first ones, in which all is still filled', () => {
  expect(verdict([100, 150, 200, 210, 220])).toEqual([
    'resident after 500,000 events ÷ after 300,000',
    '1.10',
    '≤ 1.1',
    'reached',
  ]);
  expect(verdict([100, 150, 200, 210, 221])?.at(-1)).toBe('not reached');
});

it('judges nothing by too few steps', () => {
  expect(() => reportSoak([100, 150, 200].map(reading))).toThrow(RangeError);
});
