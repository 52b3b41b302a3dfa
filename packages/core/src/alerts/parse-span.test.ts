import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/clock.ts';
import { parseSpan } from './parse-span.ts';

/** A Tuesday, 15:30 in Paris. */
const NOW = Date.UTC(2026, 10, 24, 14, 30);
const paris = { now: NOW, timeZone: 'Europe/Paris' };

describe('parseSpan', () => {
  it.each([
    ['90s', 90 * SECOND],
    ['20 secondes', 20 * SECOND],
    ['30m', 30 * MINUTE],
    ['90 min', 90 * MINUTE],
    ['2h', 2 * HOUR],
    ['2 hours', 2 * HOUR],
    ['1h30', 90 * MINUTE],
    ['1h 30m', 90 * MINUTE],
    ['3d', 3 * DAY],
    ['3 days', 3 * DAY],
    ['2 jours', 2 * DAY],
    ['1 semaine', 7 * DAY],
    ['1w', 7 * DAY],
    ['2 heures', 2 * HOUR],
    ['for 2h', 2 * HOUR],
    ['pendant 2 h', 2 * HOUR],
    ['1d 2h 30m', DAY + 2 * HOUR + 30 * MINUTE],
  ])('takes "%s" as a length from now', (text, length) => {
    expect(parseSpan(text, paris)).toBe(NOW + length);
  });

  it.each([
    ['until 18:00', Date.UTC(2026, 10, 24, 17)],
    ['18:00', Date.UTC(2026, 10, 24, 17)],
    ['jusqu’à 18h', Date.UTC(2026, 10, 24, 17)],
    ["jusqu'à 18h30", Date.UTC(2026, 10, 24, 17, 30)],
    ['until 9:05', Date.UTC(2026, 10, 25, 8, 5)],
    ['until 2026-12-01', Date.UTC(2026, 10, 30, 23)],
    ['until 2026-12-01 18:00', Date.UTC(2026, 11, 1, 17)],
    ['2026-12-01T18:00', Date.UTC(2026, 11, 1, 17)],
    ['until 2027-07-01 18:00', Date.UTC(2027, 6, 1, 16)],
    ['2026-12-01T18:00:00Z', Date.UTC(2026, 11, 1, 18)],
  ])('takes "%s" as a moment in the level’s zone, the next one of its kind', (text, at) => {
    expect(parseSpan(text, paris)).toBe(at);
  });

  it('means the first of an hour that comes twice, and the one behind an hour that is left out', () => {
    expect(parseSpan('until 2026-10-25 02:30', { ...paris, now: 0 })).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(parseSpan('until 2026-03-29 02:30', { ...paris, now: 0 })).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });

  it.each([
    '',
    'soon',
    '2',
    'h',
    '2x',
    '-1h',
    '0m',
    'until',
    'until 25:00',
    '18:60',
    'until 2026-02-30',
    '99999999d',
  ])('takes no "%s"', (text) => {
    expect(parseSpan(text, paris)).toBeNull();
  });

  it('leads to a clock that shows the time that was typed, in every zone and season', () => {
    const zones = ['UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'];
    const time = fc.tuple(fc.integer({ min: 4, max: 23 }), fc.integer({ min: 0, max: 59 }));
    const two = (number: number) => String(number).padStart(2, '0');
    fc.assert(
      fc.property(fc.constantFrom(...zones), time, fc.nat({ max: 400 }), (timeZone, [hour, minute], day) => {
        const now = NOW + day * DAY;
        const typed = `${two(hour)}:${two(minute)}`;
        const at = parseSpan(`until ${typed}`, { now, timeZone });
        expect(at).toBeGreaterThan(now);
        expect((at ?? 0) - now).toBeLessThanOrEqual(25 * HOUR);
        const shown = new Date(at ?? 0).toLocaleTimeString('en-GB', { timeZone, timeStyle: 'short' });
        expect(shown).toBe(typed);
      }),
    );
  });
});
