import { expect, it } from 'vitest';
import { QUICK_POSTGRES_PLAN } from './postgres-plan.ts';
import { reportPostgres } from './report-postgres.ts';

const intake = (perSecond: number) => ({ perSecond, p50: 5, p99: 20, cpu: 0.5, peak: 200 });
const delivery = (perSecond: number) => ({ perSecond, cpu: 1.5, peak: 300 });

it('compares medians with their limits, gateways with one gateway, and workers with one worker', () => {
  const text = reportPostgres(
    {
      bareIntake: [intake(8_000), intake(10_000), intake(90_000)],
      commits: [
        { size: 1, rounds: [500, 1_000, 1_100] },
        { size: 10, rounds: [2_000, 2_500, 9_000] },
      ],
      intake: [
        { size: 1, rounds: [intake(100), intake(5_000), intake(6_000)] },
        { size: 2, rounds: [intake(7_500), intake(7_500), intake(7_500)] },
      ],
      delivery: [
        { size: 1, rounds: [delivery(800)] },
        { size: 4, rounds: [delivery(2_000)] },
      ],
      latency: [{ p50: 6.04, p99: 31 }],
    },
    QUICK_POSTGRES_PLAN,
  );
  const ratios = [...text.matchAll(/^\| (.+?) +\| +(\d+\.\d\d) \|$/gm)].map(([, what, ratio]) => [
    what,
    ratio,
  ]);
  expect(ratios).toEqual([
    ['durable intake, one gateway ÷ bare Express with HMAC and zod', '0.50'],
    ['durable intake, one gateway ÷ commits of one row, one connection', '5.00'],
    ['durable intake, one gateway ÷ commits of one row, 10 connections', '2.00'],
    ['intake, 2 gateways ÷ one gateway', '1.50'],
    ['webhook to mail, 4 workers ÷ one worker', '2.50'],
  ]);
  expect(text).toMatch(/webhook to mail, p50 ms +\| +6\.0 \|/);
  expect(text).toMatch(/Postern, one gateway, 4 workers +\| +2,000 \|/);
});
