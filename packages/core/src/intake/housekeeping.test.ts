import { expect, it } from 'vitest';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { AppError } from '../kernel/errors.ts';
import { DAY, HOUR, MINUTE } from '../kernel/clock.ts';
import { FAKE_START, FakeClock } from '../testing/fake-clock.ts';
import { FakeTimers } from '../testing/fake-timers.ts';
import { RecordingLogger } from '../testing/recording-logger.ts';
import { createHousekeeping } from './housekeeping.ts';
import type { ForgetRequest, ForgetStep } from './retention-store.ts';

/** A house whose stores have so many steps of old things each; `processes` share it. */
function house(
  steps: { events: number; quarantine: number; reports: number; silences?: number; ended?: number },
  processes = 1,
) {
  const { ended = 0, ...stepped } = steps;
  const stepsLeft = { silences: 0, ...stepped };
  const clock = new FakeClock();
  const timers = new FakeTimers(clock);
  const { once } = createMemoryStorage();
  const logger = new RecordingLogger();
  const asked: (ForgetRequest & { readonly kind: string })[] = [];
  const trouble = { there: false };
  const step =
    (kind: keyof typeof stepsLeft) =>
    (request: ForgetRequest): Promise<ForgetStep> => {
      asked.push({ ...request, kind });
      if (trouble.there) return Promise.reject(new AppError('storage-unavailable', 'Gone.'));
      const left = stepsLeft[kind];
      stepsLeft[kind] = Math.max(0, left - 1);
      return Promise.resolve({
        forgotten: left === 0 ? 0 : 3,
        next: left > 1 ? `${kind} ${String(left)}` : null,
      });
    };
  const retention = {
    forgetEvents: step('events'),
    forgetQuarantined: step('quarantine'),
    forgetReports: step('reports'),
    forgetSilences: step('silences'),
  };
  const purged: Record<string, number> = {};
  const purging = (kind: string) => ({
    purge(endedBefore: number): Promise<number> {
      purged[kind] = endedBefore;
      return Promise.resolve(ended);
    },
  });
  const storage = { retention, once, links: purging('links'), incidents: purging('incidents') };
  const keep = { events: 10, quarantine: 20, reports: 30 };
  const deps = { storage, clock, timers, logger, keep };
  const others = Array.from({ length: processes - 1 }, () => createHousekeeping(deps));
  return { housekeeping: createHousekeeping(deps), others, timers, logger, asked, purged, trouble };
}

it('forgets step by step, each kind from where its last step ended', async () => {
  const { housekeeping, timers, logger, asked, purged } = house({
    ended: 5,
    events: 2,
    quarantine: 1,
    reports: 1,
    silences: 1,
  });
  housekeeping.start();
  await timers.advance(10 * MINUTE);
  expect(asked.map(({ kind, after }) => [kind, after])).toEqual([
    ['events', ''],
    ['events', 'events 2'],
    ['quarantine', ''],
    ['reports', ''],
    ['silences', ''],
  ]);
  const ages = asked.map(({ before }) => Math.ceil((FAKE_START + MINUTE - before) / DAY));
  expect(ages).toEqual([10, 10, 20, 30, 10]);
  const kept = Object.entries(purged).map(([kind, before]) => [
    kind,
    Math.ceil((FAKE_START + MINUTE - before) / DAY),
  ]);
  expect(kept).toEqual([
    ['links', 1],
    ['incidents', 90],
  ]);
  expect(logger.lines).toEqual([
    {
      level: 'info',
      fields: { events: 6, quarantine: 3, reports: 3, silences: 3, links: 5, incidents: 5 },
      message: 'old records were forgotten',
    },
  ]);
  await housekeeping.stop();
});

it('lets others have their turn between two steps', async () => {
  const { housekeeping, timers, asked } = house({ events: 100, quarantine: 0, reports: 0 });
  housekeeping.start();
  await timers.advance(MINUTE + 1_000);
  expect(asked.length).toBeLessThanOrEqual(11);
  await housekeeping.stop();
});

it('comes again every hour, says nothing when there was nothing to do, and tries again after a failure', async () => {
  const { housekeeping, timers, logger, asked, trouble } = house({ events: 0, quarantine: 0, reports: 0 });
  housekeeping.start();
  await timers.advance(2 * HOUR);
  expect(asked).toHaveLength(8);
  expect(logger.lines).toEqual([]);
  trouble.there = true;
  await timers.advance(HOUR);
  expect(logger.lines.map(({ level }) => level)).toEqual(['warn']);
  trouble.there = false;
  await timers.advance(HOUR);
  expect(asked).toHaveLength(13);
  await housekeeping.stop();
});

it('stops between two steps, and leaves no timer behind', async () => {
  const { housekeeping, timers, asked } = house({ events: 100, quarantine: 1, reports: 1 });
  housekeeping.start();
  await timers.advance(MINUTE + 150);
  const steps = asked.length;
  await housekeeping.stop();
  await timers.advance(5 * HOUR);
  expect(asked).toHaveLength(steps);
  expect(timers.size).toBe(0);
});

it('is done by one of several processes, and by another once that one has gone', async () => {
  const { housekeeping, others, timers, asked } = house({ events: 0, quarantine: 0, reports: 0 }, 3);
  for (const one of [housekeeping, ...others]) one.start();
  await timers.advance(HOUR - MINUTE);
  expect(asked).toHaveLength(4);
  await housekeeping.stop();
  await timers.advance(2 * HOUR);
  expect(asked).toHaveLength(12);
  for (const one of others) await one.stop();
});
