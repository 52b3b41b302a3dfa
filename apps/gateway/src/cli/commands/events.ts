import { listEvents, type StoredEvent } from '@postern/core';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { exportPages, withFormat, type ExportOptions } from '../export-pages.ts';
import { levelNames } from '../level-names.ts';
import { filterOf, withFilter, type FilterOptions } from '../list-filter.ts';
import { pageOf, withList, type ListOptions } from '../list-options.ts';
import { instant, printJson } from '../print.ts';
import { printPage } from '../print-page.ts';

interface Filter extends FilterOptions {
  readonly type?: string;
}

/** `postern events`: what senders reported. */
export const eventsCommand: CommandDefinition = {
  add(program, context) {
    const events = program
      .command('events')
      .description('what senders reported, whether it made mail or not');
    withType(withList(events.command('list', { isDefault: true }).description('newest first'))).action(
      (options: Filter & ListOptions) => list(context, options),
    );
    withType(
      withFormat(
        events
          .command('export')
          .description('all of them, newest first; JSON has their facts, details and data, too'),
      ),
    ).action((options: Filter & ExportOptions) => exportAll(context, options));
  },
};

function withType(command: Command): Command {
  return withFilter(command).option(
    '--type <type>',
    'only this type, such as job.faulted, or types that begin so: job.*',
  );
}

async function eventsOf(context: CommandContext, { type, ...options }: Filter) {
  return { ...(await filterOf(context, options)), ...(type === undefined ? {} : { type }) };
}

async function list(context: CommandContext, options: Filter & ListOptions): Promise<void> {
  const { io, actor } = context;
  const services = await context.services();
  const page = await listEvents(services, actor, {
    ...(await eventsOf(context, options)),
    ...pageOf(options),
  });
  if (options.json === true) {
    printJson(io, page);
    return;
  }
  const nameOf = await levelNames(services, actor);
  printPage(io, page, {
    none: 'No events.',
    head: SHOWN,
    row: ({ id, level, event, receivedAt }) => [
      id,
      nameOf(level),
      instant(receivedAt),
      event.type,
      event.severity,
      event.subject ?? '–',
    ],
  });
}

const SHOWN = ['id', 'level', 'received', 'type', 'severity', 'subject'];

async function exportAll(context: CommandContext, options: Filter & ExportOptions): Promise<void> {
  const { io, actor } = context;
  const services = await context.services();
  const filter = await eventsOf(context, options);
  const nameOf = await levelNames(services, actor);
  await exportPages(io, {
    format: options.format,
    head: EXPORTED,
    row: (stored: StoredEvent) => row(stored, nameOf(stored.level)),
    page: (cursor) => listEvents(services, actor, { ...filter, limit: 500, ...cursor }),
  });
}

const THINGS = ['process', 'robot', 'queue', 'folder', 'tenant'] as const;
const EXPORTED = ['id', 'level', 'received', 'occurred', 'type', 'severity', 'subject', ...THINGS];

function row({ id, event, receivedAt }: StoredEvent, level: string): readonly string[] {
  const { occurredAt, type, severity, subject } = event;
  const things = THINGS.map((thing) => event[thing]?.name ?? event[thing]?.id ?? '');
  return [id, level, instant(receivedAt), instant(occurredAt), type, severity, subject ?? '', ...things];
}
