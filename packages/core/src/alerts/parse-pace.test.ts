import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../kernel/clock.ts';
import { parseDigest, parseHours, parseStorm } from './parse-pace.ts';
import { AT_ONCE } from './rule-pace.ts';
import { writePace } from './write-pace.ts';

describe('words about a pace', () => {
  it.each([
    ['every 15m', 'every 15m'],
    ['Every 2h', 'every 2h'],
    ['toutes les 30 minutes', 'every 30m'],
    ['every 90m', 'every 90m'],
    ['daily at 8:00', 'daily at 08:00'],
    ['chaque jour à 8h', 'daily at 08:00'],
    ['en semaine à 8h30', 'weekdays at 08:30'],
    ['Mon-Fri at 13:00, 08:00', 'weekdays at 08:00, 13:00'],
    ['sat,Monday at 09:15 and 10:00', 'Mon,Sat at 09:15, 10:00'],
    ['Fri-Mon at 07:00', 'Mon,Fri-Sun at 07:00'],
  ])('as a digest: %s', (text, written) => {
    const digest = parseDigest(text);
    expect(writePace({ ...AT_ONCE, digest }).digest).toBe(written);
    expect(parseDigest(written)).toEqual(digest);
    expect(parseDigest(writePace({ ...AT_ONCE, digest }, 'fr').digest!)).toEqual(digest);
  });

  it('as a digest and hours, written in French', () => {
    const digest = parseDigest('Mon,Thu at 08:00, 13:00');
    const hours = parseHours('Mon-Fri 08:00-18:00')!;
    expect(writePace({ ...AT_ONCE, digest, hours }, 'fr')).toMatchObject({
      digest: 'lun,jeu à 08:00, 13:00',
      hours: 'lun-ven 08:00-18:00',
    });
    const paces = ['every 15m', 'every 2d', 'daily at 08:00', 'weekdays at 08:00'].map((text) => ({
      ...AT_ONCE,
      digest: parseDigest(text),
    }));
    expect(paces.map((pace) => writePace(pace, 'fr').digest)).toEqual([
      'toutes les 15m',
      'toutes les 2j',
      'chaque jour à 08:00',
      'en semaine à 08:00',
    ]);
  });

  it.each([
    '',
    'soon',
    'every',
    'every 0m',
    'at 08:00',
    'daily at 24:00',
    'daily at 08:61',
    'xyz at 08:00',
    'moon at 1:00',
    'every until 18:00',
    'every 1h x',
  ])('that are no digest: "%s"', (text) => expect(parseDigest(text)).toBeNull());

  it.each([
    ['Mon-Fri 08:00-18:00', 'Mon-Fri 08:00-18:00'],
    ['8h-20h; sam 9:00-12:30', '08:00-20:00; Sat 09:00-12:30'],
    ['Fri 22:00-06:00', 'Fri 22:00-24:00; Sat 00:00-06:00'],
    ['Sun 22:00-00:00', 'Sun 22:00-24:00'],
    ['weekdays 00:00-24:00', 'Mon-Fri 00:00-24:00'],
  ])('as hours: %s', (text, written) => {
    const hours = parseHours(text)!;
    expect(writePace({ ...AT_ONCE, hours }).hours).toBe(written);
    expect(parseHours(written)).toEqual(hours);
    expect(parseHours(writePace({ ...AT_ONCE, hours }, 'fr').hours!)).toEqual(hours);
  });

  it.each([
    '',
    'always',
    '08:00',
    '08:00-08:00',
    '8-25',
    'Mon-Fri',
    'Foo 08:00-09:00',
    '24:00-08:00',
    '08:00-12:00-14:00',
    `${' '.repeat(200)}08:00-09:00`,
    ';',
  ])('that are no hours: "%s"', (text) => expect(parseHours(text)).toBeNull());

  it('as a storm', () => {
    expect(parseStorm('10/10m')).toEqual({ most: 10, within: 10 * MINUTE });
    expect(parseStorm('5 / 1h')).toEqual({ most: 5, within: HOUR });
    for (const text of ['', '10', '/10m', '10/', '10/until 8:00', '-1/10m', '10/10'])
      expect(parseStorm(text)).toBeNull();
  });
});
