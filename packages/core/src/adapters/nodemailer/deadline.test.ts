import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeTimers } from '../../testing/fake-timers.ts';
import { Deadline } from './deadline.ts';

function start() {
  const timers = new FakeTimers(new FakeClock());
  let missed = 0;
  const deadline = new Deadline(timers, 1_000, () => (missed += 1));
  return { timers, deadline, missed: () => missed };
}

describe('Deadline', () => {
  it('is missed when nobody lifts it', async () => {
    const { timers, deadline, missed } = start();
    deadline.set();
    await timers.advance(999);
    expect(missed()).toBe(0);
    await timers.advance(1);
    expect(missed()).toBe(1);
  });

  it('is never missed before its time, counted from when it was set last, and always before twice that', async () => {
    const { timers, deadline, missed } = start();
    deadline.set();
    await timers.advance(900);
    deadline.lift();
    deadline.set();
    await timers.advance(999);
    expect(missed()).toBe(0);
    await timers.advance(1_001);
    expect(missed()).toBe(1);
  });

  it('is not missed once lifted, and can be set again', async () => {
    const { timers, deadline, missed } = start();
    deadline.set();
    deadline.lift();
    await timers.advance(5_000);
    expect(missed()).toBe(0);
    deadline.set();
    await timers.advance(1_000);
    expect(missed()).toBe(1);
  });

  it('sets one timer for many messages, and leaves none behind', () => {
    const { timers, deadline } = start();
    for (let message = 0; message < 100; message += 1) {
      deadline.set();
      deadline.lift();
    }
    expect(timers.size).toBe(1);
    deadline.end();
    expect(timers.size).toBe(0);
  });
});
