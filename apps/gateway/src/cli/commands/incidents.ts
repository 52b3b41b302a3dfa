import { listIncidents } from '@postern/core';
import type { CommandContext, LevelOptions } from '../command-context.ts';
import { levelNames } from '../level-names.ts';
import { optionalLevel, withLevel } from '../level-options.ts';
import { pageOf, withList, type ListOptions } from '../list-options.ts';
import { incidentText } from '../incident-text.ts';
import { instant, printJson } from '../print.ts';
import { printPage } from '../print-page.ts';
import type { CommandDefinition } from '../command-definition.ts';

interface Options extends LevelOptions, ListOptions {
  readonly all?: boolean;
}

/** `postern incidents`: what is wrong now, and what was. */
export const incidentsCommand: CommandDefinition = {
  add(program, context) {
    const incidents = program.command('incidents').description('what is wrong: servers, mail, sources');
    withList(withLevel(incidents.command('list', { isDefault: true }).description('newest first')))
      .option('--all', 'those that are over too')
      .action(async (options: Options) => list(context, options));
  },
};

async function list(context: CommandContext, options: Options): Promise<void> {
  const { io, actor } = context;
  const level = (await optionalLevel(context, options))?.level ?? null;
  const services = await context.services();
  const page = await listIncidents(services, actor, {
    level,
    all: options.all === true,
    ...pageOf(options),
  });
  const nameOf = await levelNames(services, actor);
  if (options.json === true) {
    const items = page.items.map((incident) => ({ ...incident, levelName: nameOf(incident.level) }));
    printJson(io, { items, next: page.next });
    return;
  }
  printPage(io, page, {
    none: options.all === true ? 'There never was one.' : 'Nothing is wrong.',
    head: ['level', 'kind', 'since', 'times', 'what', 'told in', 'over'],
    row: (incident) => [
      nameOf(incident.level),
      incident.facts.kind,
      instant(incident.openedAt),
      incident.count,
      incidentText(incident),
      incident.told === null ? 'no channel yet' : `${incident.told.teamId}/${incident.told.channelId}`,
      incident.resolvedAt === null ? '' : `${instant(incident.resolvedAt)}, ${incident.resolution ?? ''}`,
    ],
  });
}
