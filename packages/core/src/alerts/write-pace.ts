import { DAY, HOUR, MINUTE } from '../kernel/clock.ts';
import type { DigestSchedule, HourRange, RulePace, StormLimit } from './rule-pace.ts';

const WEEK = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A pace in the words that it is given in; null: there is none of this. */
export interface WrittenPace {
  readonly digest: string | null;
  readonly hours: string | null;
  readonly storm: string | null;
  readonly atOnceFrom: string | null;
}

/** Writes a pace so that it can be read again: `weekdays at 08:00`, `Mon-Fri 08:00-18:00`, `10/10m`. */
export function writePace({ digest, hours, storm, atOnceFrom }: RulePace): WrittenPace {
  return {
    digest: digest === null ? null : writeDigest(digest),
    hours: hours.length === 0 ? null : hours.map(writeRange).join('; '),
    storm: storm === null ? null : writeStorm(storm),
    atOnceFrom,
  };
}

function writeDigest(digest: DigestSchedule): string {
  switch (digest.kind) {
    case 'every':
      return `every ${writeLength(digest.every)}`;
    case 'at':
      return `${writeDays(digest.days)} at ${digest.times.map(writeTime).join(', ')}`;
    default:
      return digest satisfies never;
  }
}

function writeRange({ days, from, to }: HourRange): string {
  return `${days.length === 7 ? '' : `${runs(days)} `}${writeTime(from)}-${writeTime(to)}`;
}

function writeStorm({ most, within }: StormLimit): string {
  return `${String(most)}/${writeLength(within)}`;
}

function writeDays(days: readonly number[]): string {
  if (days.length === 7) return 'daily';
  return days.join() === '1,2,3,4,5' ? 'weekdays' : runs(days);
}

/** `Mon-Wed,Fri`. */
function runs(days: readonly number[]): string {
  const found: number[][] = [];
  for (const day of [...days].sort((one, other) => one - other)) {
    const run = found.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else found.push([day]);
  }
  const name = (day: number | undefined): string => WEEK[(day ?? 1) - 1] ?? '';
  return found
    .map((run) => (run.length === 1 ? name(run[0]) : `${name(run[0])}-${name(run.at(-1))}`))
    .join(',');
}

function writeTime(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function writeLength(length: number): string {
  if (length % DAY === 0) return `${String(length / DAY)}d`;
  return length % HOUR === 0 ? `${String(length / HOUR)}h` : `${String(Math.round(length / MINUTE))}m`;
}
