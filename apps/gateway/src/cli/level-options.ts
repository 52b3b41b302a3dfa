import { AppError, findOrganization, HOST, organizationLevel } from '@postern/core';
import type { Command } from 'commander';
import type { CommandContext, LevelOptions, NamedLevel } from './command-context.ts';

/** Adds `--host` and `--org` to a command. */
export function withLevel(command: Command): Command {
  return command
    .option('--host', 'the host level')
    .option('--org <slug>', 'one organization, by its short name');
}

/**
 * The level that the options name.
 * @throws AppError `input-invalid` when none or both are given, `not-found` for an unknown organization.
 */
export async function levelOf(context: CommandContext, options: LevelOptions): Promise<NamedLevel> {
  const named = await optionalLevel(context, options);
  if (named !== null) return named;
  throw new AppError('input-invalid', 'Say at which level: --host, or --org NAME.');
}

/** As {@link levelOf}; null when neither is given. */
export async function optionalLevel(
  context: CommandContext,
  { host = false, org }: LevelOptions,
): Promise<NamedLevel | null> {
  if (host && org !== undefined) {
    throw new AppError('input-invalid', 'Give either --host or --org, not both.');
  }
  if (host) return { level: HOST, name: 'host' };
  if (org === undefined) return null;
  const organization = await findOrganization(await context.services(), context.actor, org);
  return { level: organizationLevel(organization.id), name: organization.slug };
}
