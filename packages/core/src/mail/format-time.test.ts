import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/clock.ts';
import { formatDeadline, formatDuration, formatTime } from './format-time.ts';

const at = Date.UTC(2026, 10, 20, 6, 14, 26);

describe('formatTime', () => {
  test.each([
    ['en', 'Europe/Paris', '20 Nov 2026, 07:14:26 CET'],
    ['en', 'UTC', '20 Nov 2026, 06:14:26 UTC'],
    ['fr', 'Europe/Paris', '20 nov. 2026, 07:14:26 UTC+1'],
    ['fr', 'Asia/Tokyo', '20 nov. 2026, 15:14:26 UTC+9'],
  ] as const)('%s in %s names the zone', (language, timeZone, text) => {
    expect(formatTime(at, { language, timeZone })).toBe(text);
  });

  test('knows daylight saving', () => {
    const july = Date.UTC(2026, 6, 1, 6, 0, 0);
    expect(formatTime(july, { language: 'en', timeZone: 'Europe/Paris' })).toBe('1 Jul 2026, 08:00:00 CEST');
  });

  test('writes an unknown zone in UTC, and says so', () => {
    expect(formatTime(at, { language: 'en', timeZone: 'Mars/Olympus' })).toBe('20 Nov 2026, 06:14:26 UTC');
  });

  test('writes a time beyond every calendar as its number', () => {
    expect(formatTime(Number.MAX_SAFE_INTEGER, { language: 'en', timeZone: 'UTC' })).toBe('9007199254740991');
  });
});

test('a deadline has its weekday', () => {
  expect(formatDeadline(at, { language: 'en', timeZone: 'Europe/Paris' })).toBe(
    'Friday, 20 November 2026 at 07:14 CET',
  );
  expect(formatDeadline(at, { language: 'fr', timeZone: 'Europe/Paris' })).toBe(
    'vendredi 20 novembre 2026 à 07:14 UTC+1',
  );
});

test.each([
  [0, '0 s', '0 s'],
  [400, '0.4 s', '0,4 s'],
  [1 * SECOND, '1 s', '1 s'],
  [203_615, '3 min 24 s', '3 min 24 s'],
  [2 * HOUR, '2 h', '2 h'],
  [2 * HOUR + 5 * SECOND, '2 h', '2 h'],
  [59 * MINUTE + 59.9 * SECOND, '1 h', '1 h'],
  [3 * DAY + 4 * HOUR + 5 * MINUTE, '3 d 4 h', '3 j 4 h'],
])('%d ms is %s, in French %s', (duration, english, french) => {
  expect(formatDuration(duration, 'en').replaceAll('\u00a0', ' ')).toBe(english);
  expect(formatDuration(duration, 'fr').replaceAll('\u00a0', ' ')).toBe(french);
});
