import { DAY, HOUR, MINUTE, SECOND } from './clock.ts';

/** Units by the words that people write, English and French. */
const UNITS: Readonly<Record<string, number>> = {
  s: SECOND,
  sec: SECOND,
  secs: SECOND,
  second: SECOND,
  seconds: SECOND,
  seconde: SECOND,
  secondes: SECOND,
  m: MINUTE,
  min: MINUTE,
  mins: MINUTE,
  minute: MINUTE,
  minutes: MINUTE,
  h: HOUR,
  hour: HOUR,
  hours: HOUR,
  heure: HOUR,
  heures: HOUR,
  d: DAY,
  day: DAY,
  days: DAY,
  j: DAY,
  jour: DAY,
  jours: DAY,
  w: 7 * DAY,
  week: 7 * DAY,
  weeks: 7 * DAY,
  semaine: 7 * DAY,
  semaines: 7 * DAY,
};

const LENGTH = /^(?:\d{1,6}\s*\p{L}+\s*)+$/u;

/** Whoever types more means something else. */
const LONGEST = 36_500 * DAY;

/**
 * A length of time as people write it, in milliseconds: `60s`, `30m`, `2h`, `1h30`, `3 days`, `1 day 6 h`; French words count
 * too. Null when it is none.
 */
export function parseLength(text: string): number | null {
  // "1h30" says minutes without their name.
  const named = text
    .trim()
    .toLowerCase()
    .replace(/(\dh)(\d{1,2})$/, '$1$2m');
  if (!LENGTH.test(named)) return null;
  let sum = 0;
  for (const [, number, unit = ''] of named.matchAll(/(\d{1,6})\s*(\p{L}+)/gu)) {
    if (!Object.hasOwn(UNITS, unit)) return null;
    sum += Number(number) * (UNITS[unit] ?? 0);
  }
  return sum > LONGEST ? null : sum;
}
