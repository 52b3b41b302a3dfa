import { HOUR, MINUTE } from '../kernel/clock.ts';
import { parseLength } from '../kernel/parse-length.ts';
import { instantOf, wallClock } from '../kernel/wall-clock.ts';

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
  const length = parseLength(words.replace(FOR, ''));
  if (length !== null) return length === 0 ? null : now + length;
  return FOR.test(words) ? null : readMoment(words, { now, timeZone });
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
