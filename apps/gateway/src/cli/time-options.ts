import { AppError, parseLength } from '@postern/core';
import type { Command } from 'commander';

/** Options of commands that list what has a time. */
export interface TimeOptions {
  readonly since?: string;
  readonly until?: string;
}

const TIMES =
  'a time such as 2026-11-20 or 2026-11-20T08:00Z (UTC unless it says otherwise), or so long ago: 2h, 7d';

/** Adds `--since` and `--until`. */
export function withTimes(command: Command): Command {
  return command
    .option('--since <time>', `from then on: ${TIMES}`)
    .option('--until <time>', 'before then, likewise');
}

/**
 * What they say, in epoch milliseconds; what is left out is absent.
 * @param now epoch milliseconds
 * @throws AppError `input-invalid`.
 */
export function timesOf({ since, until }: TimeOptions, now: number): { since?: number; until?: number } {
  return {
    ...(since === undefined ? {} : { since: momentOf('--since', since, now) }),
    ...(until === undefined ? {} : { until: momentOf('--until', until, now) }),
  };
}

function momentOf(option: string, text: string, now: number): number {
  const ago = parseLength(text);
  if (ago !== null) return now - ago;
  // A time of day without a zone would be the machine's, which nobody can see in the line.
  const zoned = /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text) ? `${text}Z` : text;
  const time = /^\d{4}-\d\d-\d\d(?:T|$)/.test(zoned) ? Date.parse(zoned) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new AppError('input-invalid', `${option} says "${text}": give ${TIMES}.`);
}
