import { expect, it } from 'vitest';
import { FULL_PLAN } from './bench-plan.ts';
import { report } from './report.ts';
import type { BenchReadings } from './run-bench.ts';

const intake = (perSecond: number) => ({ perSecond, p50: 1, p99: 2, cpu: 0.1, peak: 100 });
const delivery = (perSecond: number) => ({ perSecond, cpu: 0.5, peak: 150 });

const READINGS: BenchReadings = {
  bareIntake: [9_000, 10_000, 20_000].map(intake),
  posternIntake: [1_000, 6_000, 7_000].map(intake),
  posternDelivery: [1_400, 1_500, 1_600].map(delivery),
  composingPool: [900, 1_000, 1_100].map(delivery),
  preparedPool: [2_000, 2_500, 2_600].map(delivery),
  secureDelivery: [1_100, 1_200, 1_300].map(delivery),
  securePool: [900, 1_000, 1_100].map(delivery),
  storm: { stored: 10_000, told: 10_000, mails: 12, p50: 2, p99: 9, worst: 49, cpu: 0.3, peak: 200 },
  latency: [{ ready: 900, idle: 100, p50: 4, p99: 12 }],
};

function rows(text: string, start: string): string[] | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`| ${start}`));
  return line
    ?.split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

it('judges by ratios of medians, and by nothing else', () => {
  const text = report(READINGS, FULL_PLAN);
  expect(rows(text, 'durable intake')).toEqual([
    'durable intake ÷ bare Express with HMAC and zod',
    '0.60',
    '≥ 0.55',
    'reached',
  ]);
  expect(rows(text, 'webhook to mail ÷ nodemailer’s pool, composing')?.slice(1)).toEqual([
    '1.50',
    '≥ 1.5',
    'reached',
  ]);
  expect(rows(text, 'webhook to mail ÷ nodemailer’s pool, prepared')?.slice(1)).toEqual([
    '0.60',
    '≥ 0.8',
    'not reached',
  ]);
});

it('compares STARTTLS with STARTTLS', () => {
  const text = report({ ...READINGS, secureDelivery: [delivery(1_190)] }, FULL_PLAN);
  expect(rows(text, 'webhook to mail with STARTTLS')?.slice(1)).toEqual(['1.19', '≥ 1.2', 'not reached']);
  expect(rows(text, 'Postern, webhook to mail with STARTTLS')?.[1]).toBe('1,190');
});

it('judges a storm by all that was stored and told, by its mails, and by its slowest stretch', () => {
  const judgements = (storm: Partial<BenchReadings['storm']>) => {
    const text = report({ ...READINGS, storm: { ...READINGS.storm, ...storm } }, FULL_PLAN);
    const table = text.slice(text.indexOf('### A storm'));
    return ['faults stored', 'faults that', 'mails about', 'answered within, p99', 'the same in'].map(
      (start) => rows(table, start)?.at(-1),
    );
  };
  expect(judgements({})).toEqual(Array.from({ length: 5 }, () => 'reached'));
  expect(judgements({ stored: 9_999, told: 10_001, mails: 13, p99: 50, worst: 50 })).toEqual(
    Array.from({ length: 5 }, () => 'not reached'),
  );
});

it('shows the least, the middle and the most of several rounds, and one figure for one', () => {
  const text = report(READINGS, FULL_PLAN);
  expect(rows(text, 'Postern, durable')?.[1]).toBe('1,000 · **6,000** · 7,000');
  expect(rows(text, 'start to ready')?.[1]).toBe('900');
});
