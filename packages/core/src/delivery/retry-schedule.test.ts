import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../kernel/clock.ts';
import { retryPause } from './retry-schedule.ts';

/** Times of the tries after the first, without jitter. */
function tries(count: number, unreached: boolean): number[] {
  const times: number[] = [];
  for (let attempts = 1; attempts <= count; attempts += 1) {
    times.push((times.at(-1) ?? 0) + retryPause({ attempts, unreached, random: 0 }));
  }
  return times;
}

describe('retry schedule', () => {
  it('tries again 5, 12, 20, 45 min, 2, 4, 8 h after the first try, then every 4 h up to 48 h', () => {
    const expected = [5, 12, 20, 45, 120, 240, 480].map((minutes) => minutes * MINUTE);
    for (let hours = 12; hours <= 48; hours += 4) expected.push(hours * HOUR);
    expect(tries(17, false)).toEqual(expected);
  });

  it('tries a server that was not reached again after 15 s and 60 s first, then goes on by the schedule', () => {
    expect(tries(4, true)).toEqual([15 * SECOND, 60 * SECOND, 5 * MINUTE, 12 * MINUTE]);
  });

  it('only ever adds jitter: up to 10 %, room for at least 2 s, at most 15 min', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempts, unreached, random) => {
          const plain = retryPause({ attempts, unreached, random: 0 });
          const added = retryPause({ attempts, unreached, random }) - plain;
          expect(added).toBeGreaterThanOrEqual(0);
          expect(added).toBeLessThanOrEqual(Math.min(Math.max(plain * 0.1, 2 * SECOND), 15 * MINUTE));
        },
      ),
    );
    expect(retryPause({ attempts: 1, unreached: true, random: 0.999 })).toBeGreaterThan(16.9 * SECOND);
  });
});
