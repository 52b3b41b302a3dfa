import { DAY, MINUTE } from './clock.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than a hundred uses of it. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, made);
  return made;
}

/** What a clock in that zone shows at an instant, to the second, as if it were UTC. */
export function wallClock(at: number, timeZone: string): Date {
  const parts = formatterOf(timeZone).formatToParts(at);
  const number = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return new Date(
    Date.UTC(
      number('year'),
      number('month') - 1,
      number('day'),
      number('hour'),
      number('minute'),
      number('second'),
    ),
  );
}

/**
 * The instant at which a clock in that zone shows this time, given as if it were UTC: the first of two when the hour comes
 * twice, and as much later when it is left out.
 */
export function instantOf(wall: number, timeZone: string): number {
  const offsetAt = (at: number): number => wallClock(at, timeZone).getTime() - at;
  const [before, after] = [wall - offsetAt(wall - DAY), wall - offsetAt(wall + DAY)];
  return wallClock(before, timeZone).getTime() === wall
    ? before
    : wallClock(after, timeZone).getTime() === wall
      ? after
      : before;
}

/**
 * The instants at which a clock in that zone shows this time, given as if it were UTC, in order: two when the hour comes
 * twice; the moment of the leap when the clock leaps over it.
 */
export function instantsOf(wall: number, timeZone: string): readonly number[] {
  const first = instantAtOrAfter(wall, timeZone);
  const later = wall - (wallClock(wall + DAY, timeZone).getTime() - (wall + DAY));
  return later > first && wallClock(later, timeZone).getTime() === wall ? [first, later] : [first];
}

/** When the clock in that zone is set between two instants, to the minute; null: it runs through. */
export function clockChange(after: number, until: number, timeZone: string): number | null {
  const offsetAt = (at: number): number => wallClock(at, timeZone).getTime() - Math.floor(at / 1_000) * 1_000;
  const before = offsetAt(after);
  if (offsetAt(until) === before) return null;
  let [early, late] = [after, until];
  while (late - early > MINUTE) {
    const middle = Math.ceil((early + late) / 2 / MINUTE) * MINUTE;
    if (middle >= late) break;
    if (offsetAt(middle) === before) early = middle;
    else late = middle;
  }
  return late;
}

/** As {@link instantOf}, but for a time that is left out the moment at which the clock leaps over it. To the minute. */
function instantAtOrAfter(wall: number, timeZone: string): number {
  const found = instantOf(wall, timeZone);
  if (wallClock(found, timeZone).getTime() === wall) return found;
  let [early, late] = [found - DAY, found];
  while (late - early > MINUTE) {
    const middle = Math.ceil((early + late) / 2 / MINUTE) * MINUTE;
    if (middle >= late) break;
    if (wallClock(middle, timeZone).getTime() < wall) early = middle;
    else late = middle;
  }
  return late;
}
