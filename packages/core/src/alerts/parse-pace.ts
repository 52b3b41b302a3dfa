import { MINUTE } from '../kernel/clock.ts';
import { parseLength } from '../kernel/parse-length.ts';
import type { DigestSchedule, HourRange, StormLimit } from './rule-pace.ts';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const SEMAINE = ['lun', 'mar', 'mer', 'jeu', 'ven', 'sam', 'dim'] as const;
const NAMED_DAYS: Readonly<Record<string, readonly number[]>> = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  'every day': [1, 2, 3, 4, 5, 6, 7],
  'chaque jour': [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
  'en semaine': [1, 2, 3, 4, 5],
  'le week-end': [6, 7],
};
const EVERY = /^(?:every|toutes les|tous les|chaque) (.*)$/i;
const STORM = /^(\d{1,4}) ?\/(.*)$/;
const TIME = /^(\d{1,2})(?::([0-5]\d)|h([0-5]\d)?)$/i;

/**
 * Words about a digest: `every 15m`, `daily at 08:00`, `weekdays at 08:00, 13:00`, `Mon,Thu at 09:30`; French too. Null:
 * they are none of these.
 */
export function parseDigest(text: string): DigestSchedule | null {
  const words = tidy(text);
  const [days = '', times, ...more] = words.split(/ (?:at|à) /i);
  if (times !== undefined && more.length === 0) {
    const when = times.split(/,| and | et /i).map(minuteOf);
    const on = daysOf(days);
    if (on === null || when.some((time) => time === null || time === 1_440)) return null;
    return { kind: 'at', days: on, times: [...new Set(when.filter((time) => time !== null))].sort(rising) };
  }
  const [, span] = EVERY.exec(words) ?? [];
  const every = span === undefined || TIME.test(span.trim()) ? hoursAlone(span) : lengthOf(span);
  return every === null ? null : { kind: 'every', every };
}

/** `Mon-Fri 08:00-18:00`, several with a semicolon between them; past midnight when the end comes first. Null: it is not. */
export function parseHours(text: string): readonly HourRange[] | null {
  const ranges = text.split(';').map((part) => rangeOf(tidy(part)));
  return ranges.some((range) => range === null) ? null : ranges.flatMap((range) => range ?? []);
}

/** `10/10m`: more than so many mails in that time are a storm. Null: it is not. */
export function parseStorm(text: string): StormLimit | null {
  const [, most, span] = STORM.exec(tidy(text)) ?? [];
  const within = span === undefined ? null : lengthOf(span);
  return most === undefined || within === null ? null : { most: Number(most), within };
}

/** Longer words are none of these. */
const LONGEST = 200;

/** One space between words, none around commas and dashes. */
function tidy(text: string): string {
  if (text.length > LONGEST) return '';
  const words = text
    .split(/\s/)
    .filter((word) => word !== '')
    .join(' ');
  return words.replace(/ ?([-–,]) ?/g, '$1').replaceAll('–', '-');
}

function rangeOf(text: string): readonly HourRange[] | null {
  const space = text.lastIndexOf(' ');
  const days = space === -1 ? undefined : text.slice(0, space);
  const [start, end, ...more] = text.slice(space + 1).split('-');
  if (start === undefined || end === undefined || more.length > 0) return null;
  const on = days === undefined ? NAMED_DAYS['daily'] : daysOf(days);
  const [from, to] = [minuteOf(start), minuteOf(end)];
  if (on === undefined || on === null || from === null || to === null || from === to || from === 1_440)
    return null;
  if (from < to) return [{ days: on, from, to }];
  const next = on.map((day) => (day % 7) + 1).sort(rising);
  const evening = { days: on, from, to: 1_440 };
  return to === 0 ? [evening] : [evening, { days: next, from: 0, to }];
}

function daysOf(text: string): readonly number[] | null {
  const words = text.trim().toLowerCase();
  const named = Object.hasOwn(NAMED_DAYS, words) ? NAMED_DAYS[words] : undefined;
  if (named !== undefined) return named;
  const found = words.split(',').flatMap((part): readonly (number | null)[] => {
    const [first = '', last] = part.split('-');
    const [from, to] = [dayOf(first), dayOf(last ?? first)];
    if (from === null || to === null) return [null];
    return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, place) => ((from - 1 + place) % 7) + 1);
  });
  const known = found.filter((day) => day !== null);
  return known.length < found.length ? null : [...new Set(known)].sort(rising);
}

function dayOf(word: string): number | null {
  const start = word.replace(/\.$/, '').slice(0, 3);
  if (!/^\p{L}{3,10}$/u.test(word.replace(/\.$/, ''))) return null;
  const place = Math.max(
    WEEK.findIndex((day) => day === start),
    SEMAINE.findIndex((day) => day === start),
  );
  return place === -1 ? null : place + 1;
}

function minuteOf(text: string): number | null {
  const [, hour, minute, afterH] = TIME.exec(text.trim()) ?? [];
  if (hour === undefined) return null;
  const sum = Number(hour) * 60 + Number(minute ?? afterH ?? '0');
  return sum > 1_440 ? null : sum;
}

/** "2h" is a length here, though it also looks like a time of day. */
function hoursAlone(text: string | undefined): number | null {
  const [, hours] = /^(\d{1,2})h$/i.exec(text?.trim() ?? '') ?? [];
  return hours === undefined || Number(hours) === 0 ? null : Number(hours) * 60 * MINUTE;
}

/** A length of time in whole minutes, or one that is too short to be taken. */
function lengthOf(text: string): number | null {
  const length = parseLength(text);
  return length === null || length === 0 || (length > MINUTE && length % MINUTE > 0) ? null : length;
}

function rising(one: number, other: number): number {
  return one - other;
}
