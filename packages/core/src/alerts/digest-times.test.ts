import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../kernel/clock.ts';
import { wallClock } from '../kernel/wall-clock.ts';
import { nextDigestAt, nextOpening } from './digest-times.ts';
import { parseDigest, parseHours } from './parse-pace.ts';

const PARIS = 'Europe/Paris';
const digest = (words: string) => parseDigest(words)!;
const hours = (words: string) => parseHours(words)!;
const iso = (at: number) => new Date(at).toISOString();
const from = (text: string) => Date.parse(text);

describe('the next digest', () => {
  it.each([
    ['daily at 08:00', '2026-11-24T06:59:59Z', '2026-11-24T07:00:00.000Z'],
    ['daily at 08:00', '2026-11-24T07:00:00Z', '2026-11-25T07:00:00.000Z'],
    ['weekdays at 08:00', '2026-11-27T07:00:01Z', '2026-11-30T07:00:00.000Z'],
    ['daily at 13:00, 08:00', '2026-11-24T08:00:00Z', '2026-11-24T12:00:00.000Z'],
    ['Mon at 00:00', '2026-11-23T10:00:00Z', '2026-11-29T23:00:00.000Z'],
  ])('of "%s" after %s is %s', (words, at, expected) => {
    expect(iso(nextDigestAt(digest(words), from(at), PARIS))).toBe(expected);
  });

  it('keeps the time of day across the changes of the clock', () => {
    const daily = digest('daily at 08:00');
    expect(iso(nextDigestAt(daily, from('2026-03-28T08:00:00Z'), PARIS))).toBe('2026-03-29T06:00:00.000Z');
    expect(iso(nextDigestAt(daily, from('2026-10-24T08:00:00Z'), PARIS))).toBe('2026-10-25T07:00:00.000Z');
  });

  it('of a time that the clock leaps over is the moment of the leap', () => {
    const at = nextDigestAt(digest('daily at 02:30'), from('2026-03-28T12:00:00Z'), PARIS);
    expect(iso(at)).toBe('2026-03-29T01:00:00.000Z');
  });

  it('of a time that comes twice is the first, and then that of the next day', () => {
    const daily = digest('daily at 02:30');
    const first = nextDigestAt(daily, from('2026-10-24T12:00:00Z'), PARIS);
    expect(iso(first)).toBe('2026-10-25T00:30:00.000Z');
    expect(iso(nextDigestAt(daily, first, PARIS))).toBe('2026-10-26T01:30:00.000Z');
  });

  it('is later than now, within eight days, and the same for every moment before it', () => {
    const instants = fc.integer({ min: from('2020-01-01'), max: from('2035-01-01') });
    const zones = fc.constantFrom(PARIS, 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC');
    const words = fc.constantFrom(
      'daily at 02:30',
      'Sun at 00:00',
      'weekdays at 08:00, 23:59',
      'Sat at 02:00',
    );
    fc.assert(
      fc.property(
        instants,
        zones,
        words,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (at, zone, text, part) => {
          const next = nextDigestAt(digest(text), at, zone);
          expect(next).toBeGreaterThan(at);
          expect(next - at).toBeLessThanOrEqual(8 * DAY);
          const between = Math.floor(at + (next - 1 - at) * part);
          expect(nextDigestAt(digest(text), between, zone)).toBe(next);
        },
      ),
    );
  });
});

describe('hours', () => {
  it.each([
    ['Mon-Fri 08:00-18:00', '2026-11-24T07:00:00Z', '2026-11-24T07:00:00.000Z'],
    ['Mon-Fri 08:00-18:00', '2026-11-24T17:00:00Z', '2026-11-25T07:00:00.000Z'],
    ['Mon-Fri 08:00-18:00', '2026-11-28T12:00:00Z', '2026-11-30T07:00:00.000Z'],
    ['22:00-06:00', '2026-11-24T23:30:00Z', '2026-11-24T23:30:00.000Z'],
    ['Fri 22:00-06:00', '2026-11-28T04:30:00Z', '2026-11-28T04:30:00.000Z'],
    ['02:10-02:40', '2026-03-29T00:50:00Z', '2026-03-29T01:00:00.000Z'],
  ])('of %s let what comes at %s go out at %s', (words, at, expected) => {
    expect(iso(nextOpening(hours(words), from(at), PARIS))).toBe(expected);
  });

  it.each([
    ['Australia/Lord_Howe', '2026-04-04T12:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T12:00:00Z'],
    ['Europe/Paris', '2026-10-24T22:00:00Z'],
    ['America/New_York', '2026-11-01T02:00:00Z'],
  ])(
    'open in %s at the first minute that they name, when the clock goes back and when it leaps',
    (zone, start) => {
      const minutes = Array.from({ length: 9 * 60 }, (_, minute) => from(start) + minute * MINUTE);
      const walls = minutes
        .map((at) => wallClock(at, zone))
        .map((wall) => wall.getUTCHours() * 60 + wall.getUTCMinutes());
      for (const words of ['01:40-03:00', '01:10-01:50; 02:40-04:00', '00:30-02:35']) {
        const ranges = hours(words);
        const open = walls.map((minute) => ranges.some((range) => range.from <= minute && minute < range.to));
        for (let minute = 0; minute < open.lastIndexOf(true); minute += 5) {
          const expected = minutes[open.indexOf(true, minute)] ?? 0;
          const at = minutes[minute] ?? 0;
          expect(iso(nextOpening(ranges, at, zone)), `${words} at ${iso(at)}`).toBe(iso(expected));
        }
      }
    },
  );

  it('hold nothing back inside, in whatever zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * 365 * DAY }), (minutes) => {
        const at = from('2020-01-01') + Math.floor(minutes / MINUTE) * MINUTE;
        const hour = wallClock(at, PARIS).getUTCHours();
        const opening = nextOpening(hours('08:00-18:00'), at, PARIS);
        expect(opening === at).toBe(hour >= 8 && hour < 18);
        expect(opening - at).toBeLessThanOrEqual(15 * HOUR);
      }),
    );
  });
});
