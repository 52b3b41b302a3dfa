/**
 * ISO 8601 (RFC 3339), with what senders make of it: any number of fractional digits (UiPath sends up to seven), seconds
 * left out, a space for the `T`, no zone at all.
 */
const TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,20}))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))?$/;

/** Before this year a time is a placeholder: .NET and Go write "none" as 0001-01-01. */
const FIRST_YEAR = 1900;

/**
 * The moment a sender's timestamp names, in epoch milliseconds, digits beyond the millisecond cut off. A time without
 * zone is UTC, as UiPath's are. Null for what is no timestamp, names no existing day, or is a placeholder.
 */
export function parseTimestamp(text: string): number | null {
  const match = TIMESTAMP.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', , sign, zoneHour, zoneMinute] = match;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second ?? '0') };
  if (!isDay(date) || time.hour > 23 || time.minute > 59 || time.second > 60) return null;
  const millisecond = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const offset = zoneOffset(sign, Number(zoneHour ?? '0'), Number(zoneMinute ?? '0'));
  if (offset === null) return null;
  const local = Date.UTC(
    date.year,
    date.month - 1,
    date.day,
    time.hour,
    time.minute,
    time.second,
    millisecond,
  );
  return local - offset;
}

function isDay({ year, month, day }: { year: number; month: number; day: number }): boolean {
  if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1) return false;
  if (day <= 28) return true;
  // Day 0 of the next month is the last of this one.
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function zoneOffset(sign: string | undefined, hours: number, minutes: number): number | null {
  if (hours > 23 || minutes > 59) return null;
  const milliseconds = (hours * 60 + minutes) * 60_000;
  return sign === '-' ? -milliseconds : milliseconds;
}
