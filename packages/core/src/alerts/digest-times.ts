import { DAY, MINUTE } from '../kernel/clock.ts';
import { clockChange, instantsOf, wallClock } from '../kernel/wall-clock.ts';
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
      return firstAfter(at, timeZone, (day, instants) =>
        // One that comes twice counts the first time.
        schedule.days.includes(day) ? schedule.times.flatMap((time) => instants(time).slice(0, 1)) : [],
      );
    default:
      return schedule satisfies never;
  }
}

/**
 * The instant itself when it is within the hours, or there are none; else when they open next: at one of their beginnings,
 * or when the clock is changed into them. Epoch milliseconds.
 */
export function nextOpening(hours: readonly HourRange[], at: number, timeZone: string): number {
  if (hours.length === 0 || isOpen(hours, at, timeZone)) return at;
  const beginning = firstAfter(at, timeZone, (day, instants) =>
    hours.filter(({ days }) => days.includes(day)).flatMap(({ from }) => instants(from)),
  );
  const change = clockChange(at, beginning, timeZone);
  return change !== null && isOpen(hours, change, timeZone) ? change : beginning;
}

function isOpen(hours: readonly HourRange[], at: number, timeZone: string): boolean {
  const wall = wallClock(at, timeZone);
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  const today = dayOf(wall.getTime());
  return hours.some(({ days, from, to }) => days.includes(today) && from <= minute && minute < to);
}

/**
 * The first instant after this one that the days have.
 * @param instantsOn those of a day of the week, 1 Monday … 7 Sunday; `instants` gives when a minute of that day comes.
 */
function firstAfter(
  at: number,
  timeZone: string,
  instantsOn: (day: number, instants: (minute: number) => readonly number[]) => readonly number[],
): number {
  const wall = wallClock(at, timeZone).getTime();
  const midnight = wall - (wall % DAY);
  for (const ahead of DAYS_AHEAD) {
    const start = midnight + ahead * DAY;
    const later = instantsOn(dayOf(start), (minute) => instantsOf(start + minute * MINUTE, timeZone)).filter(
      (instant) => instant > at,
    );
    if (later.length > 0) return Math.min(...later);
  }
  // A schedule always names a day and a time: the input is parsed.
  return at;
}

/** 1 Monday … 7 Sunday, of a time as if it were UTC. */
function dayOf(wall: number): number {
  return new Date(wall).getUTCDay() || 7;
}
