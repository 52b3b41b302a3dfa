import { actorLabel, AUDIT_ACTIONS, listAudit, type AuditAction, type AuditEntry } from '@postern/core';
import { Option, type Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { exportPages, withFormat, type ExportOptions } from '../export-pages.ts';
import { levelNames, type LevelNames } from '../level-names.ts';
import { filterOf, withFilter, type FilterOptions } from '../list-filter.ts';
import { pageOf, withList, type ListOptions } from '../list-options.ts';
import { instant, printJson } from '../print.ts';
import { printPage } from '../print-page.ts';
import type { CommandDefinition } from '../command-definition.ts';

interface Filter extends FilterOptions {
  readonly action?: AuditAction;
}

/** `postern audit`: who changed what, and when. */
export const auditCommand: CommandDefinition = {
  add(program, context) {
    const audit = program.command('audit').description('who changed what');
    withAction(withList(audit.command('list', { isDefault: true }).description('newest first'))).action(
      (options: Filter & ListOptions) => list(context, options),
    );
    withAction(withFormat(audit.command('export').description('all of it, newest first'))).action(
      (options: Filter & ExportOptions) => exportAll(context, options),
    );
  },
};

function withAction(command: Command): Command {
  return withFilter(command).addOption(
    new Option('--action <action>', 'only this action').choices(AUDIT_ACTIONS),
  );
}

async function entriesOf(context: CommandContext, { action, ...options }: Filter) {
  return { ...(await filterOf(context, options)), ...(action === undefined ? {} : { action }) };
}

async function list(context: CommandContext, options: Filter & ListOptions): Promise<void> {
  const { io, actor } = context;
  const services = await context.services();
  const page = await listAudit(services, actor, {
    ...(await entriesOf(context, options)),
    ...pageOf(options),
  });
  if (options.json === true) {
    printJson(io, page);
    return;
  }
  const nameOf = await levelNames(services, actor);
  printPage(io, page, {
    none: 'No entries.',
    head: HEAD,
    row: (entry) => row(entry, { nameOf, most: SHOWN_LETTERS }),
  });
}

async function exportAll(context: CommandContext, options: Filter & ExportOptions): Promise<void> {
  const { io, actor } = context;
  const services = await context.services();
  const filter = await entriesOf(context, options);
  const nameOf = await levelNames(services, actor);
  await exportPages(io, {
    format: options.format,
    head: HEAD,
    row: (entry: AuditEntry) => row(entry, { nameOf, most: Infinity }),
    page: (cursor) => listAudit(services, actor, { ...filter, limit: 500, ...cursor }),
  });
}

const HEAD = ['when', 'who', 'what', 'level', 'subject', 'changes'];

/** Letters of a value that a list shows: a certificate has thousands. An export has all. */
const SHOWN_LETTERS = 60;

function row(
  entry: AuditEntry,
  { nameOf, most }: { readonly nameOf: LevelNames; readonly most: number },
): readonly string[] {
  const shown = (value: string | number | boolean | null): string => {
    const text = value === null ? '–' : String(value);
    return text.length <= most
      ? text
      : `${text.slice(0, most).trimEnd()}… (${String(text.length)} characters)`;
  };
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
