import { expect, it } from 'vitest';
import { reportScale } from './report-scale.ts';
import { growthSizes, SCALE_PLAN } from './scale-plan.ts';
import type { GrowthReading } from './measure-growth.ts';

const intake = { perSecond: 3_000, p50: 1, p99: 2, cpu: 0.3, peak: 200 };
const wait = { p50: 5, p99: 10 };
const growth = (rows: number, changed: Partial<GrowthReading> = {}): GrowthReading => ({
  ...{ rows, intake: 100, claim: 40, settle: 60, ready: 700, mailsPerSecond: 900, cpu: 1.3 },
  ...changed,
});

function judgements(readings: readonly GrowthReading[]): ReadonlyMap<string, string> {
  const neighbours = { quiet: wait, flooded: wait, dead: wait };
  const text = reportScale({ oneRule: intake, manyRules: intake, neighbours, growth: readings }, SCALE_PLAN);
  const rows = (text.split('\n\n')[0] ?? '')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return new Map(rows.map((cells) => [cells[1] ?? '', cells.at(-2) ?? '']));
}

it('holds each kind of work against the dearest size, be it the largest or not', () => {
  const seen = judgements([
    growth(1_000),
    growth(1_000_000, { claim: 46.1, ready: 1_000 }),
    growth(10_000_000, { settle: 69, ready: 1_001 }),
  ]);
  const of = (start: string) => [...seen].find(([what]) => what.startsWith(start));
  expect(of('storing')?.[1]).toBe('reached');
  expect(of('claiming')).toEqual([
    'claiming a delivery, µs of CPU, after 1,000 and 1,000,000 mails',
    'not reached',
  ]);
  expect(of('settling')?.[1]).toBe('reached');
  expect(of('start to ready, ms, after 1,000,000')?.[1]).toBe('reached');
  expect(of('start to ready, ms, after 10,000,000')?.[1]).toBe('not reached');
});

it('begins with a thousand mails, and passes a million on the way to more', () => {
  expect(growthSizes(1_000_000)).toEqual([1_000, 1_000_000]);
  expect(growthSizes(10_000_000)).toEqual([1_000, 1_000_000, 10_000_000]);
  expect(growthSizes(50_000)).toEqual([1_000, 50_000]);
  expect(() => growthSizes(Number('many'))).toThrow(RangeError);
});
