import { DAY, HOUR, MINUTE, type Language } from '@postern/core';

const UNITS = [
  { unit: 'day', length: DAY },
  { unit: 'hour', length: HOUR },
  { unit: 'minute', length: MINUTE },
] as const;

/** A length of time in the largest unit that divides it: "2 hours", "90 minutes". */
export function durationText(milliseconds: number, language: Language): string {
  const minutes = Math.max(1, Math.round(milliseconds / MINUTE)) * MINUTE;
  const { unit, length } = UNITS.find((one) => minutes % one.length === 0) ?? UNITS[2];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    minutes / length,
  );
}
