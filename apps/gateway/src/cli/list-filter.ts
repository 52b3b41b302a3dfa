import type { Level } from '@postern/core';
import type { Command } from 'commander';
import type { CommandContext, LevelOptions } from './command-context.ts';
import { optionalLevel, withLevel } from './level-options.ts';
import { timesOf, withTimes, type TimeOptions } from './time-options.ts';

/** Options of commands that list what happened at a level at some time. */
export interface FilterOptions extends LevelOptions, TimeOptions {}

/** Adds `--host`, `--org`, `--since` and `--until`. */
export function withFilter(command: Command): Command {
  return withTimes(withLevel(command));
}

/**
 * The filter of the use cases: the level, null for all, and the times that were given.
 * @throws AppError `input-invalid`; `not-found` for an unknown organization.
 */
export async function filterOf(
  context: CommandContext,
  options: FilterOptions,
): Promise<{ readonly level: Level | null; readonly since?: number; readonly until?: number }> {
  const level = (await optionalLevel(context, options))?.level ?? null;
  const { clock } = await context.services();
  return { level, ...timesOf(options, clock.now()) };
}
