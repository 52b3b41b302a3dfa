import { DAY, MINUTE } from '../kernel/clock.ts';
import { instantAtOrAfter, wallClock } from '../kernel/wall-clock.ts';
import type { DigestSchedule, HourRange } from './rule-pace.ts';

/** A week and a day: a schedule of one time on one day is met within. */
const DAYS_AHEAD = Array.from({ length: 9 }, (_, days) => days);

/**
 * The next time of a schedule after an instant; both epoch milliseconds. A time of day that the clock leaps over is the
 * moment of the leap; one that comes twice counts once, the first time.
 */
export function nextDigestAt(schedule: DigestSchedule, at: number, timeZone: string): number {
  switch (schedule.kind) {
    case 'every':
      return at + schedule.every;
    case 'at':
      return firstAfter(at, timeZone, (day) => (schedule.days.includes(day) ? schedule.times : []));
    default:
      return schedule satisfies never;
  }
}

/** The instant itself when it is within the hours, or there are none; else when they open next. Epoch milliseconds. */
export function nextOpening(hours: readonly HourRange[], at: number, timeZone: string): number {
  if (hours.length === 0) return at;
  const wall = wallClock(at, timeZone);
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  const today = dayOf(wall.getTime());
  const isOpen = hours.some(({ days, from, to }) => days.includes(today) && from <= minute && minute < to);
  if (isOpen) return at;
  return firstAfter(at, timeZone, (day) =>
    hours.filter(({ days }) => days.includes(day)).map(({ from }) => from),
  );
}

/** The first of the times, minutes of their days, that lies after the instant. */
function firstAfter(at: number, timeZone: string, timesOf: (day: number) => readonly number[]): number {
  const wall = wallClock(at, timeZone).getTime();
  const midnight = wall - (wall % DAY);
  for (const ahead of DAYS_AHEAD) {
    const start = midnight + ahead * DAY;
    const instants = timesOf(dayOf(start)).map((time) => instantAtOrAfter(start + time * MINUTE, timeZone));
    const later = instants.filter((instant) => instant > at);
    if (later.length > 0) return Math.min(...later);
  }
  // A schedule always names a day and a time: the input is parsed.
  return at;
}

/** 1 Monday … 7 Sunday, of a time as if it were UTC. */
function dayOf(wall: number): number {
  return new Date(wall).getUTCDay() || 7;
}
