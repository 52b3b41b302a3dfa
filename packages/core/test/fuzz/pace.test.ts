import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDigest, parseHours, parseStorm } from '../../src/alerts/parse-pace.ts';
import { AT_ONCE } from '../../src/alerts/rule-pace.ts';
import { writePace } from '../../src/alerts/write-pace.ts';
import { MINUTE } from '../../src/kernel/clock.ts';
import { anyText } from '../fixtures/any-text.ts';

const WORDS = [
  ...['every ', 'daily', ' at ', 'weekdays', 'Mon', 'fri.', 'dim', '-', '–', ',', ';', '; ', '/', ' '],
  ...['08:00', '24:00', '00:00', '18h30', '7h', '15m', '2h', '1d', '0m', '10', '9999', 'until ', '\n'],
];
const typed = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...WORDS) }, anyText(4)), { maxLength: 9 })
  .map((parts) => parts.join(''));

function expectDays(days: readonly number[]): void {
  expect(days.length).toBeGreaterThan(0);
  for (const day of days) expect([1, 2, 3, 4, 5, 6, 7]).toContain(day);
}

it('a digest’s words are a length or times of a day that is there, and mean the same once written', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const digest = parseDigest(text);
      if (digest === null) return;
      if (digest.kind === 'at') {
        expectDays(digest.days);
        for (const time of digest.times) expect(time >= 0 && time < 1_440).toBe(true);
      } else {
        expect(digest.every).toBeGreaterThan(0);
        if (digest.every % MINUTE !== 0) return;
      }
      expect(parseDigest(writePace({ ...AT_ONCE, digest }).digest ?? '')).toEqual(digest);
    }),
    { numRuns: 1_000 },
  );
});

it('hours lie within their days, and mean the same once written', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const hours = parseHours(text);
      if (hours === null) return;
      for (const { days, from, to } of hours) {
        expectDays(days);
        expect(0 <= from && from < to && to <= 1_440).toBe(true);
      }
      expect(parseHours(writePace({ ...AT_ONCE, hours }).hours ?? '')).toEqual(hours);
    }),
    { numRuns: 1_000 },
  );
});

it('a storm’s limit is a number of mails in some time, and means the same once written', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const storm = parseStorm(text);
      if (storm === null) return;
      expect(storm.most).toBeGreaterThanOrEqual(0);
      expect(storm.within).toBeGreaterThan(0);
      if (storm.within % MINUTE !== 0) return;
      expect(parseStorm(writePace({ ...AT_ONCE, storm }).storm ?? '')).toEqual(storm);
    }),
    { numRuns: 1_000 },
  );
});
