import type { Language } from '../kernel/language.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/clock.ts';

/** Whose clock and words a time is written in. */
export interface TimeStyle {
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
}

/** `20 Nov 2026, 07:14:26 CET`; `at` in epoch milliseconds. A time that no calendar knows is written as its number. */
export function formatTime(at: number, style: TimeStyle): string {
  return formatWith(MOMENT, at, style);
}

/** `Friday, 20 November 2026 at 07:14 CET`, for a time that somebody must keep; `at` in epoch milliseconds. */
export function formatDeadline(at: number, style: TimeStyle): string {
  return formatWith(DEADLINE, at, style);
}

/** `07:14`: a time of a day that is named beside it. */
export function formatClock(at: number, style: TimeStyle): string {
  return formatWith(CLOCK, at, style);
}

/** `07:14 CET`. */
export function formatClockInZone(at: number, style: TimeStyle): string {
  return formatWith(CLOCK_IN_ZONE, at, style);
}

/** `20 Nov 2026`. */
export function formatDay(at: number, style: TimeStyle): string {
  return formatWith(DAY_OF_YEAR, at, style);
}

/** `20 Nov, 07:14`: among others of which the year and the zone are said. */
export function formatShortMoment(at: number, style: TimeStyle): string {
  return formatWith(SHORT_MOMENT, at, style);
}

/** The two largest units of a duration, such as `3 min 24 s` or `2 d 4 h`; milliseconds. Below a second: `0.4 s`. */
export function formatDuration(duration: number, language: Language): string {
  if (duration < SECOND) {
    const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    return `${tenths.format(Math.max(0, duration) / SECOND)}\u00a0s`;
  }
  // To the second, as the times beside it are read.
  const whole = Math.round(duration / SECOND) * SECOND;
  const parts = UNITS.map(({ size, within, names }) => ({
    count: Math.floor((within === null ? whole : whole % within) / size),
    name: names[language],
  }));
  const first = parts.findIndex(({ count }) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(({ count }) => count > 0)
    .map(({ count, name }) => `${String(count)}\u00a0${name}`)
    .join(' ');
}

const UNITS = [
  { size: DAY, within: null, names: { en: 'd', fr: 'j' } },
  { size: HOUR, within: DAY, names: { en: 'h', fr: 'h' } },
  { size: MINUTE, within: HOUR, names: { en: 'min', fr: 'min' } },
  { size: SECOND, within: MINUTE, names: { en: 's', fr: 's' } },
] as const;

/** A form of a time; its name tells the formatters apart. */
interface TimeForm {
  readonly name: string;
  readonly options: Intl.DateTimeFormatOptions;
}

/** The month as a word, since 03/04 is March to some and April to others. */
const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const HOURS = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const MOMENT: TimeForm = {
  name: 'moment',
  options: { ...DATE, ...HOURS, second: '2-digit', timeZoneName: 'short' },
};

const DEADLINE: TimeForm = {
  name: 'deadline',
  options: { ...DATE, ...HOURS, weekday: 'long', month: 'long', timeZoneName: 'short' },
};

const CLOCK: TimeForm = { name: 'clock', options: HOURS };
const CLOCK_IN_ZONE: TimeForm = { name: 'clock-in-zone', options: { ...HOURS, timeZoneName: 'short' } };
const DAY_OF_YEAR: TimeForm = { name: 'day', options: DATE };
const SHORT_MOMENT: TimeForm = { name: 'short', options: { day: 'numeric', month: 'short', ...HOURS } };

/** English as the world outside the United States writes it: day before month, 24 hours. */
const LOCALES = { en: 'en-GB', fr: 'fr-FR' } as const satisfies Record<Language, string>;

/** The furthest that a Date can be from 1970 (ECMA-262, Time Range). */
const FURTHEST = 8.64e15;

function formatWith(form: TimeForm, at: number, style: TimeStyle): string {
  return Math.abs(at) <= FURTHEST ? formatter(form, style).format(at) : String(at);
}

/** Making a formatter costs fifty times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();
/** There are some 600 zones, and few of them in one house; more keys than these would be a leak. */
const MOST_FORMATTERS = 1_000;

function formatter({ name, options }: TimeForm, { language, timeZone }: TimeStyle): Intl.DateTimeFormat {
  const key = `${language} ${name} ${timeZone}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  if (formatters.size >= MOST_FORMATTERS) formatters.clear();
  const made = makeFormatter(LOCALES[language], options, timeZone);
  formatters.set(key, made);
  return made;
}

/** A zone that this runtime does not know (older ICU data than the one that accepted it) is written in UTC, which the text then names. */
function makeFormatter(
  locale: string,
  options: Intl.DateTimeFormatOptions,
  timeZone: string,
): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  }
}
