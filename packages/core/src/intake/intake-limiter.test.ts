import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../kernel/clock.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { buildOrganization } from '../testing/build-organization.ts';
import { buildSource } from '../testing/build-source.ts';
import { FAKE_START } from '../testing/fake-clock.ts';
import { RecordingLogger } from '../testing/recording-logger.ts';
import { limitsOf, type IntakeLimit } from './intake-limit.ts';
import { createIntakeLimiter, type LimitRefusal } from './intake-limiter.ts';

const ACME = organizationLevel('acme');
const limit = (perMinute: number, key = 'one'): IntakeLimit => ({
  key,
  level: ACME,
  source: { id: key, name: key },
  perMinute,
});

function start() {
  const logger = new RecordingLogger();
  const refusals: LimitRefusal[] = [];
  const limiter = createIntakeLimiter({ logger, onRefusal: (refusal) => void refusals.push(refusal) });
  return { logger, refusals, limiter };
}

const perMinutes = fc.integer({ min: 1, max: 5_000 });
/** Milliseconds between webhooks. */
const pauses = fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 80 });

describe('a limit', () => {
  it('lets a minute’s worth through at once, and not one more', () => {
    fc.assert(
      fc.property(perMinutes, (perMinute) => {
        const { limiter, refusals } = start();
        const limits = [limit(perMinute)];
        for (let sent = 0; sent < perMinute; sent += 1) expect(limiter.take(limits, FAKE_START)).toBeNull();
        expect(limiter.take(limits, FAKE_START)).not.toBeNull();
        expect(refusals).toHaveLength(1);
      }),
      { numRuns: 20 },
    );
  });

  it('never lets more through than a minute’s worth and the pace since, however they come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), pauses, (perMinute, between) => {
        const { limiter } = start();
        const taken: number[] = [];
        let now = FAKE_START;
        for (const pause of between) {
          now += pause;
          if (limiter.take([limit(perMinute)], now) === null) taken.push(now);
        }
        for (const [from, first] of taken.entries()) {
          for (const [to, last] of taken.entries()) {
            if (to < from) continue;
            expect(to - from + 1).toBeLessThanOrEqual(
              Math.floor(perMinute + ((last - first) * perMinute) / MINUTE + 1e-6),
            );
          }
        }
      }),
    );
  });

  it('says when to come back: then it is taken, and a millisecond earlier it is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.nat({ max: 59_000 }), (perMinute, wait) => {
        const { limiter } = start();
        const limits = [limit(perMinute)];
        for (let sent = 0; sent < perMinute; sent += 1) limiter.take(limits, FAKE_START);
        const now = FAKE_START + Math.min(wait, Math.ceil(MINUTE / perMinute) - 2);
        const refusal = limiter.take(limits, now);
        if (refusal === null) throw new Error('It was taken.');
        // Clocks give whole milliseconds; sums of fractions are not exact.
        const again = now + Math.ceil(refusal.retryAfter - 1e-6);
        expect(limiter.look(limits, again - 1)).not.toBeNull();
        expect(limiter.take(limits, again)).toBeNull();
      }),
    );
  });

  it('is used up by nobody else’s webhooks, nor by looking', () => {
    const { limiter } = start();
    const mine = [limit(2, 'mine')];
    for (let tried = 0; tried < 50; tried += 1) limiter.take([limit(2, 'theirs')], FAKE_START);
    for (let tried = 0; tried < 50; tried += 1) limiter.look(mine, FAKE_START);
    expect(limiter.take(mine, FAKE_START)).toBeNull();
  });

  it('that is shared is not used up by what a source’s own limit turns away', () => {
    const { limiter } = start();
    const shared = limit(3, 'shared');
    for (let tried = 0; tried < 50; tried += 1) limiter.take([limit(1, 'loud'), shared], FAKE_START);
    expect(limiter.take([limit(9, 'quiet'), shared], FAKE_START)).toBeNull();
    expect(limiter.take([limit(9, 'quiet'), shared], FAKE_START)).toBeNull();
    expect(limiter.take([limit(9, 'quiet'), shared], FAKE_START)?.limit.key).toBe('shared');
  });

  it('holds nobody up for longer than a minute after the clock was put back', () => {
    const { limiter } = start();
    const limits = [limit(1)];
    limiter.take(limits, FAKE_START + 24 * 60 * MINUTE);
    limiter.look(limits, FAKE_START);
    expect(limiter.take(limits, FAKE_START + MINUTE)).toBeNull();
  });

  it('is logged when it begins to turn away, once a minute while it does, and when that is over', () => {
    const { limiter, logger } = start();
    const limits = [limit(1)];
    for (let second = 0; second < 90; second += 1) limiter.take(limits, FAKE_START + second * SECOND);
    expect(logger.lines.map(({ level, fields }) => [level, fields.refused])).toEqual([
      ['warn', 1],
      ['warn', 60],
    ]);
    limiter.take(limits, FAKE_START + 10 * MINUTE);
    expect(logger.lines.at(-1)).toMatchObject({
      level: 'info',
      fields: { level: 'org:acme', source: 'one', limitPerMinute: 1, since: FAKE_START + SECOND },
    });
  });
});

describe('the limits of a source', () => {
  const acme = buildOrganization();
  const perMinute = (...given: Parameters<typeof limitsOf>) => limitsOf(...given).map((one) => one.perMinute);

  it('are its own and its organization’s, generous unless set', () => {
    expect(perMinute(buildSource(), acme)).toEqual([3_000, 10_000]);
    expect(perMinute(buildSource({ limitPerMinute: 5 }), { ...acme, limitPerMinute: 7 })).toEqual([5, 7]);
  });

  it('are none where that was said, and the host shares none', () => {
    expect(perMinute(buildSource({ limitPerMinute: 0 }), { ...acme, limitPerMinute: 0 })).toEqual([]);
    expect(perMinute(buildSource({ level: HOST }), null)).toEqual([3_000]);
  });
});
