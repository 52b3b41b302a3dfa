import { describe, expect, it } from 'vitest';
import { createIntakeQueue } from '../../src/intake/intake-queue.ts';
import type { Acceptance, IntakeStore, Report } from '../../src/intake/intake-store.ts';
import { organizationLevel } from '../../src/kernel/level.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { createMemoryStorage } from '../../src/adapters/storage/memory/index.ts';
import { buildReport } from '../../src/testing/build-report.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { FakeTimers } from '../../src/testing/fake-timers.ts';
import { sequentialIds } from '../../src/testing/sequential-ids.ts';

/** A queue over a store that says which commits it was asked for; a commit lasts until `finish` when `slow`. */
function queueOver(options: { readonly limit?: number; readonly slow?: boolean } = {}) {
  const timers = new FakeTimers(new FakeClock());
  const newId = sequentialIds(1);
  const real = createMemoryStorage().intake;
  const commits: number[] = [];
  let wakes = 0;
  let fail: ((reports: readonly Report[]) => AppError | null) | null = null;
  let finish = (): void => undefined;

  const intake: IntakeStore = {
    async accept(reports, foldingWindow) {
      commits.push(reports.length);
      if (options.slow === true) await new Promise<void>((resolve) => (finish = resolve));
      const error = fail?.(reports) ?? null;
      if (error !== null) throw error;
      return real.accept(reports, foldingWindow);
    },
  };
  const queue = createIntakeQueue({
    storage: { intake },
    timers,
    onDeliveries: () => void (wakes += 1),
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  });

  return {
    timers,
    newId,
    queue,
    commits,
    get wakes() {
      return wakes;
    },
    failWith: (what: typeof fail) => void (fail = what),
    /** Lets the commit under way end. */
    finish: async () => {
      finish();
      await timers.settle();
    },
    report: () => buildReport(newId),
    reportOf: (name: string) => buildReport(newId, { level: organizationLevel(name) }),
  };
}

/** What became of each, by kind or error code. */
function kinds(results: readonly PromiseSettledResult<Acceptance>[]): string[] {
  return results.map((result) =>
    result.status === 'fulfilled' ? result.value.kind : (result.reason as AppError).code,
  );
}

async function acceptAll({ queue, timers }: ReturnType<typeof queueOver>, reports: readonly Report[]) {
  const all = Promise.allSettled(reports.map((report) => queue.accept(report)));
  await timers.settle();
  return kinds(await all);
}

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

describe('the intake queue', () => {
  it('shares one commit between reports that come together, and wakes the dispatcher once', async () => {
    const parts = queueOver();
    expect(await acceptAll(parts, times(50, parts.report))).toEqual(times(50, () => 'accepted'));
    expect(parts.commits).toEqual([50]);
    expect(parts.wakes).toBe(1);
  });

  it('gathers the next batch while a commit runs', async () => {
    const parts = queueOver({ slow: true });
    const first = parts.queue.accept(parts.report());
    await parts.timers.settle();
    const others = Promise.all(times(30, () => parts.queue.accept(parts.report())));
    await parts.timers.settle();
    expect(parts.commits).toEqual([1]);
    await parts.finish();
    await first;
    await parts.finish();
    await others;
    expect(parts.commits).toEqual([1, 30]);
  });

  it('keeps commits short: 200 reports at most', async () => {
    const parts = queueOver();
    await acceptAll(parts, times(450, parts.report));
    expect(parts.commits).toEqual([200, 200, 50]);
  });

  it('gives each caller its own answer, repeats within a batch included', async () => {
    const parts = queueOver();
    const report = parts.report();
    const again = { ...parts.report(), dedupeKey: report.dedupeKey };
    expect(await acceptAll(parts, [report, again, parts.report()])).toEqual([
      'accepted',
      'repeat',
      'accepted',
    ]);
  });

  it('turns reports away while too many wait, and takes them again after', async () => {
    const parts = queueOver({ limit: 3 });
    expect(await acceptAll(parts, times(5, parts.report))).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'overloaded',
      'overloaded',
    ]);
    expect(parts.queue.waiting).toBe(0);
    expect(await acceptAll(parts, [parts.report()])).toEqual(['accepted']);
  });

  it('keeps room for every organization while one floods it, and turns away what the flood brought last', async () => {
    const parts = queueOver({ limit: 20, slow: true });
    const flood = times(40, () => parts.queue.accept(parts.reportOf('loud')));
    const loud = Promise.allSettled(flood);
    const quiet = Promise.allSettled(
      times(3, () => [
        parts.queue.accept(parts.reportOf('quiet')),
        parts.queue.accept(parts.reportOf('calm')),
      ]).flat(),
    );
    await parts.timers.settle();
    expect(parts.queue.waiting).toBe(20);
    await parts.finish();
    expect(kinds(await quiet)).toEqual(times(6, () => 'accepted'));
    expect(kinds(await loud)).toEqual([...times(14, () => 'accepted'), ...times(26, () => 'overloaded')]);
  });

  it('stores a report of a quiet organization in the next commit, however much of another waits', async () => {
    const parts = queueOver({ limit: 2_000, slow: true });
    const loud = Promise.allSettled(times(1_000, () => parts.queue.accept(parts.reportOf('loud'))));
    await parts.timers.settle();
    const quiet = parts.queue.accept(parts.reportOf('quiet'));
    await parts.finish();
    await parts.finish();
    expect((await quiet).kind).toBe('accepted');
    expect(parts.commits.length).toBeLessThanOrEqual(3);
    for (let commit = 0; commit < 4; commit += 1) await parts.finish();
    expect(new Set(kinds(await loud))).toEqual(new Set(['accepted']));
  });

  it('fails the callers of a commit that failed and nobody else', async () => {
    const parts = queueOver({ slow: true });
    const first = Promise.allSettled(times(3, () => parts.queue.accept(parts.report())));
    await parts.timers.settle();
    const second = Promise.allSettled(times(2, () => parts.queue.accept(parts.report())));
    parts.failWith(() => new AppError('storage-unavailable', 'The disk is full.'));
    await parts.finish();
    parts.failWith(null);
    await parts.finish();
    expect(kinds(await first)).toEqual(times(3, () => 'storage-unavailable'));
    expect(kinds(await second)).toEqual(['accepted', 'accepted']);
    expect(parts.queue.waiting).toBe(0);
  });

  it('lets one report that storage refuses not sink the others of its batch', async () => {
    const parts = queueOver();
    const odd = parts.report();
    parts.failWith((reports) => (reports.includes(odd) ? new AppError('internal', 'No.') : null));
    expect(await acceptAll(parts, [parts.report(), odd, parts.report()])).toEqual([
      'accepted',
      'internal',
      'accepted',
    ]);
  });

  it('answers all that waits when it is drained, and takes nothing new', async () => {
    const parts = queueOver({ slow: true });
    const waiting = Promise.allSettled(times(4, () => parts.queue.accept(parts.report())));
    await parts.timers.settle();
    let drained = false;
    const draining = parts.queue.drain().then(() => (drained = true));
    expect(kinds(await Promise.allSettled([parts.queue.accept(parts.report())]))).toEqual(['shutting-down']);
    expect(drained).toBe(false);
    await parts.finish();
    await draining;
    expect(kinds(await waiting)).toEqual(times(4, () => 'accepted'));
  });

  it('is drained at once when nothing waits', async () => {
    const { queue } = queueOver();
    await expect(queue.drain()).resolves.toBeUndefined();
  });
});
