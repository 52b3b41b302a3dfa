import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateWindow } from './rate-window.ts';

describe('RateWindow', () => {
  it('knows no limit at 0', () => {
    const window = new RateWindow();
    for (let message = 0; message < 1_000; message += 1) window.count(0);
    expect(window.waitFor(0, 0)).toBe(0);
  });

  it('lets the next message go when the oldest that counts is a minute old', () => {
    const window = new RateWindow();
    window.count(1_000);
    window.count(11_000);
    expect(window.waitFor(2, 12_000)).toBe(49_000);
    expect(window.waitFor(2, 61_000)).toBe(0);
  });

  it('is empty again after a minute', () => {
    const window = new RateWindow();
    window.count(1_000);
    expect(window.isEmpty(60_999)).toBe(false);
    expect(window.isEmpty(61_000)).toBe(true);
  });

  it('keeps nobody waiting for longer than a minute when the clock was put back', () => {
    const window = new RateWindow();
    window.count(3_600_000);
    expect(window.waitFor(1, 1_000)).toBe(60_000);
    expect(window.waitFor(1, 61_000)).toBe(0);
  });

  it('never lets more than the limit into any minute', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), gaps, (limit, waits) => {
        const window = new RateWindow();
        const sent: number[] = [];
        let now = 0;
        for (const gap of waits) {
          now += gap;
          now += window.waitFor(limit, now);
          window.count(now);
          sent.push(now);
        }
        for (const at of sent) {
          expect(sent.filter((other) => other > at - 60_000 && other <= at).length).toBeLessThanOrEqual(
            limit,
          );
        }
      }),
    );
  });
});
