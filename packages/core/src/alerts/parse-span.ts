import { DAY, HOUR, MINUTE } from '../kernel/clock.ts';
import { instantOf, wallClock } from '../kernel/wall-clock.ts';

/** Units by the words that people write, English and French. */
const UNITS: Readonly<Record<string, number>> = {
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

const LENGTH = /^(?:\d{1,5}\s*\p{L}+\s*)+$/u;
const FOR = /^(?:for|pendant|durant)\s+/i;
const UNTIL = /^(?:until|till|jusqu[’']au|jusqu[’'][àa])\s*/i;
const TIME = /^([01]?\d|2[0-3])(?::([0-5]\d)|h([0-5]\d)?)$/i;
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\S+))?$/i;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/i;

/** What words about time are read by. */
export interface SpanContext {
  /** Epoch milliseconds. */
  readonly now: number;
  /** The level's IANA zone, in which people mean times of day. */
  readonly timeZone: string;
}

/**
 * The moment that words about time lead to, in epoch milliseconds: a length from now (`30m`, `2h`, `1h30`, `3 days`,
 * `for 2h`), or a moment (`until 18:00`, the next one; `until 2026-12-01`, its first moment; `2026-12-01 18:00`; ISO 8601
 * with its own zone). French words count too. Null when it is none of these.
 */
export function parseSpan(text: string, { now, timeZone }: SpanContext): number | null {
  const words = text.trim();
  if (UNTIL.test(words)) return readMoment(words.replace(UNTIL, ''), { now, timeZone });
  const length = readLength(words.replace(FOR, ''));
  if (length !== null) return now + length;
  return FOR.test(words) ? null : readMoment(words, { now, timeZone });
}

function readLength(text: string): number | null {
  // "1h30" says minutes without their name.
  const named = text.toLowerCase().replace(/(\dh)(\d{1,2})$/, '$1$2m');
  if (!LENGTH.test(named)) return null;
  let sum = 0;
  for (const [, number, unit = ''] of named.matchAll(/(\d{1,5})\s*(\p{L}+)/gu)) {
    if (!Object.hasOwn(UNITS, unit)) return null;
    sum += Number(number) * (UNITS[unit] ?? 0);
  }
  return sum === 0 ? null : sum;
}

function readMoment(text: string, { now, timeZone }: SpanContext): number | null {
  if (INSTANT.test(text)) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? null : at;
  }
  const time = readTime(text);
  if (time !== null) {
    const today = wallClock(now, timeZone);
    const at = (day: number): number =>
      instantOf(
        Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + day) + time,
        timeZone,
      );
    return at(0) > now ? at(0) : at(1);
  }
  const [, year, month, day, clock] = DATE.exec(text) ?? [];
  if (year === undefined) return null;
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const timeOfDay = clock === undefined ? 0 : readTime(clock);
  if (midnight.getUTCDate() !== Number(day) || timeOfDay === null) return null;
  return instantOf(midnight.getTime() + timeOfDay, timeZone);
}

/** A time of day as milliseconds since midnight. */
function readTime(text: string): number | null {
  const [, hour, minute, afterH] = TIME.exec(text) ?? [];
  return hour === undefined ? null : Number(hour) * HOUR + Number(minute ?? afterH ?? '0') * MINUTE;
}
