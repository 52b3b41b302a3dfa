import { FakeClock, FakeTimers } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { repeat } from './repeat.ts';

describe('repeat', () => {
  it('begins at once, and again a while after each end', async () => {
    const timers = new FakeTimers(new FakeClock());
    let times = 0;
    const ends: (() => void)[] = [];
    const repetition = repeat(
      () => {
        times += 1;
        return new Promise((resolve) => ends.push(resolve));
      },
      { every: 1_000, timers },
    );
    expect(times).toBe(1);
    await timers.advance(5_000);
    expect(times).toBe(1);
    ends[0]?.();
    await timers.advance(999);
    expect(times).toBe(1);
    await timers.advance(1);
    expect(times).toBe(2);
    ends[1]?.();
    await repetition.stop();
  });

  it('begins nothing once it is stopped, and waits for what is under way', async () => {
    const timers = new FakeTimers(new FakeClock());
    const work = Promise.withResolvers<undefined>();
    let times = 0;
    const repetition = repeat(
      async () => {
        times += 1;
        await work.promise;
      },
      { every: 1_000, timers },
    );
    let stopped = false;
    const stopping = repetition.stop().then(() => (stopped = true));
    await timers.advance(5_000);
    expect(stopped).toBe(false);
    work.resolve(undefined);
    await stopping;
    await timers.advance(5_000);
    expect([times, timers.size]).toEqual([1, 0]);
  });
});
