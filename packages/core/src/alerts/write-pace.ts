import { DAY, HOUR, MINUTE } from '../kernel/clock.ts';
import type { Language } from '../kernel/language.ts';
import type { DigestSchedule, HourRange, RulePace, StormLimit } from './rule-pace.ts';

interface PaceWording {
  readonly week: readonly string[];
  readonly daily: string;
  readonly weekdays: string;
  readonly at: string;
  readonly every: string;
  /** Behind a number of days. */
  readonly days: string;
}

const WORDINGS: Readonly<Record<Language, PaceWording>> = {
  en: {
    week: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    daily: 'daily',
    weekdays: 'weekdays',
    at: 'at',
    every: 'every',
    days: 'd',
  },
  fr: {
    week: ['lun', 'mar', 'mer', 'jeu', 'ven', 'sam', 'dim'],
    daily: 'chaque jour',
    weekdays: 'en semaine',
    at: 'à',
    every: 'toutes les',
    days: 'j',
  },
};

/** A pace in the words that it is given in; null: there is none of this. */
export interface WrittenPace {
  readonly digest: string | null;
  readonly hours: string | null;
  readonly storm: string | null;
  readonly atOnceFrom: string | null;
}

/** Writes a pace so that it can be read again: `weekdays at 08:00`, `Mon-Fri 08:00-18:00`, `10/10m`. */
export function writePace(
  { digest, hours, storm, atOnceFrom }: RulePace,
  language: Language = 'en',
): WrittenPace {
  const wording = WORDINGS[language];
  return {
    digest: digest === null ? null : writeDigest(digest, wording),
    hours: hours.length === 0 ? null : hours.map((range) => writeRange(range, wording)).join('; '),
    storm: storm === null ? null : writeStorm(storm, wording),
    atOnceFrom,
  };
}

function writeDigest(digest: DigestSchedule, wording: PaceWording): string {
  switch (digest.kind) {
    case 'every':
      return `${wording.every} ${writeLength(digest.every, wording)}`;
    case 'at':
      return `${writeDays(digest.days, wording)} ${wording.at} ${digest.times.map(writeTime).join(', ')}`;
    default:
      return digest satisfies never;
  }
}

function writeRange({ days, from, to }: HourRange, wording: PaceWording): string {
  return `${days.length === 7 ? '' : `${runs(days, wording)} `}${writeTime(from)}-${writeTime(to)}`;
}

function writeStorm({ most, within }: StormLimit, wording: PaceWording): string {
  return `${String(most)}/${writeLength(within, wording)}`;
}

function writeDays(days: readonly number[], wording: PaceWording): string {
  if (days.length === 7) return wording.daily;
  return days.join() === '1,2,3,4,5' ? wording.weekdays : runs(days, wording);
}

/** `Mon-Wed,Fri`. */
function runs(days: readonly number[], { week }: PaceWording): string {
  const found: number[][] = [];
  for (const day of [...days].sort((one, other) => one - other)) {
    const run = found.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else found.push([day]);
  }
  const name = (day: number | undefined): string => week[(day ?? 1) - 1] ?? '';
  return found
    .map((run) => (run.length === 1 ? name(run[0]) : `${name(run[0])}-${name(run.at(-1))}`))
    .join(',');
}

function writeTime(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function writeLength(length: number, { days }: PaceWording): string {
  if (length % DAY === 0) return `${String(length / DAY)}${days}`;
  return length % HOUR === 0 ? `${String(length / HOUR)}h` : `${String(Math.round(length / MINUTE))}m`;
}
