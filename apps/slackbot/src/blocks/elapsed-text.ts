import { HOUR, MINUTE, SECOND } from '@postern/core';

/** A time that something took, in the unit that says most: `42 s`, `5 min`, `3 h`. @param ms milliseconds */
export function elapsedText(ms: number): string {
  if (ms < 2 * MINUTE) return `${String(Math.round(ms / SECOND))} s`;
  return ms < 2 * HOUR ? `${String(Math.round(ms / MINUTE))} min` : `${String(Math.round(ms / HOUR))} h`;
}
