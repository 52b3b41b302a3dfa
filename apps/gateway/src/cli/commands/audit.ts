import { actorLabel, AUDIT_ACTIONS, listAudit, type AuditAction, type AuditEntry } from '@postern/core';
import { InvalidArgumentError, Option } from 'commander';
import type { CommandContext, LevelOptions } from '../command-context.ts';
import { exportPages } from '../export-pages.ts';
import { levelNames, type LevelNames } from '../level-names.ts';
import { optionalLevel, withLevel } from '../level-options.ts';
import { pageOf, withList, type ListOptions } from '../list-options.ts';
import { instant, printJson, printLine, printTable } from '../print.ts';
import type { CommandDefinition } from '../command-definition.ts';

interface Options extends LevelOptions, ListOptions {
  readonly action?: AuditAction;
  readonly since?: number;
  readonly until?: number;
  readonly csv?: boolean;
}

/** `postern audit`: who changed what, and when. */
export const auditCommand: CommandDefinition = {
  add(program, context) {
    withList(withLevel(program.command('audit').description('who changed what, newest first')))
      .addOption(new Option('--action <action>', 'only this action').choices(AUDIT_ACTIONS))
      .option('--since <time>', 'from this time on (ISO 8601)', isoTime)
      .option('--until <time>', 'before this time (ISO 8601)', isoTime)
      .option('--csv', 'all of it as CSV (RFC 4180)')
      .action(async (options: Options) => {
        const level = (await optionalLevel(context, options))?.level ?? null;
        const { action, since, until } = options;
        const filter = { level, ...defined({ action, since, until }) };
        if (options.csv === true) return printCsv(context, filter);
        const services = await context.services();
        const page = await listAudit(services, context.actor, { ...filter, ...pageOf(options) });
        if (options.json === true) {
          printJson(context.io, page);
          return;
        }
        const nameOf = await levelNames(services, context.actor);
        if (page.items.length === 0) {
          printLine(context.io, 'No entries.');
          return;
        }
        printTable(
          context.io,
          HEAD,
          page.items.map((entry) => row(entry, nameOf)),
        );
        if (page.next !== null) printLine(context.io, `More: --cursor ${page.next}`);
      });
  },
};

const HEAD = ['when', 'who', 'what', 'level', 'subject', 'changes'];

function row(entry: AuditEntry, nameOf: LevelNames): readonly string[] {
  return [
    instant(entry.at),
    actorLabel(entry.actor),
    entry.action,
    nameOf(entry.level),
    entry.subject ?? '',
    entry.changes
      .map(({ field, before, after }) => `${field}: ${shown(before)} → ${shown(after)}`)
      .join('; '),
  ];
}

function shown(value: string | number | boolean | null): string {
  return value === null ? '–' : String(value);
}

type Filter = Omit<Parameters<typeof listAudit>[2], 'limit' | 'cursor'>;

async function printCsv(context: CommandContext, filter: Filter): Promise<void> {
  const services = await context.services();
  const nameOf = await levelNames(services, context.actor);
  await exportPages(context.io, {
    format: 'csv',
    head: HEAD,
    row: (entry: AuditEntry) => row(entry, nameOf),
    page: (cursor) => listAudit(services, context.actor, { ...filter, limit: 500, ...cursor }),
  });
}

function isoTime(text: string): number {
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new InvalidArgumentError('Give a time such as 2026-11-20 or 2026-11-20T08:00:00Z.');
  return time;
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
