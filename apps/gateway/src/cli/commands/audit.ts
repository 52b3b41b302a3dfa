import { actorLabel, AUDIT_ACTIONS, listAudit, type AuditAction, type AuditEntry } from '@postern/core';
import { Option, type Command } from 'commander';
import type { CommandContext, LevelOptions } from '../command-context.ts';
import { exportPages, withFormat, type ExportOptions } from '../export-pages.ts';
import { levelNames, type LevelNames } from '../level-names.ts';
import { optionalLevel, withLevel } from '../level-options.ts';
import { pageOf, withList, type ListOptions } from '../list-options.ts';
import { instant, printJson, printLine, printTable } from '../print.ts';
import { timesOf, withTimes, type TimeOptions } from '../time-options.ts';
import type { CommandDefinition } from '../command-definition.ts';

interface Filter extends LevelOptions, TimeOptions {
  readonly action?: AuditAction;
}

/** `postern audit`: who changed what, and when. */
export const auditCommand: CommandDefinition = {
  add(program, context) {
    const audit = program.command('audit').description('who changed what');
    withFilter(withList(audit.command('list', { isDefault: true }).description('newest first'))).action(
      (options: Filter & ListOptions) => list(context, options),
    );
    withFilter(withFormat(audit.command('export').description('all of it, newest first'))).action(
      (options: Filter & ExportOptions) => exportAll(context, options),
    );
  },
};

function withFilter(command: Command): Command {
  return withTimes(withLevel(command)).addOption(
    new Option('--action <action>', 'only this action').choices(AUDIT_ACTIONS),
  );
}

async function filterOf(context: CommandContext, { action, ...options }: Filter) {
  const level = (await optionalLevel(context, options))?.level ?? null;
  const { clock } = await context.services();
  return { level, ...timesOf(options, clock.now()), ...(action === undefined ? {} : { action }) };
}

async function list(context: CommandContext, options: Filter & ListOptions): Promise<void> {
  const { io, actor } = context;
  const services = await context.services();
  const page = await listAudit(services, actor, {
    ...(await filterOf(context, options)),
    ...pageOf(options),
  });
  if (options.json === true) {
    printJson(io, page);
    return;
  }
  const nameOf = await levelNames(services, actor);
  if (page.items.length === 0) {
    printLine(io, 'No entries.');
    return;
  }
  printTable(
    io,
    HEAD,
    page.items.map((entry) => row(entry, nameOf)),
  );
  if (page.next !== null) printLine(io, `More: --cursor ${page.next}`);
}

async function exportAll(context: CommandContext, options: Filter & ExportOptions): Promise<void> {
  const { io, actor } = context;
  const services = await context.services();
  const filter = await filterOf(context, options);
  const nameOf = await levelNames(services, actor);
  await exportPages(io, {
    format: options.format,
    head: HEAD,
    row: (entry: AuditEntry) => row(entry, nameOf),
    page: (cursor) => listAudit(services, actor, { ...filter, limit: 500, ...cursor }),
  });
}

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
