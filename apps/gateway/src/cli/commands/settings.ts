import {
  activateDraft,
  changePolicy,
  fieldOf,
  FIELDS,
  resetSettings,
  rollbackSettings,
  settingsHistory,
  listEndings,
  showConnection,
  UNUSABLE_TEXTS,
  viewGathering,
  viewSettings,
} from '@postern/core';
import { Option, type Command } from 'commander';
import type { CommandContext, LevelOptions } from '../command-context.ts';
import { levelOf, withLevel } from '../level-options.ts';
import { pageOf, wholeNumber, withList, type ListOptions } from '../list-options.ts';
import { printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';
import { checkConnection, type CheckOptions } from '../settings/check-connection.ts';
import { checkDomainOf, type DomainOptions } from '../settings/check-domain.ts';
import { printRevisions, printView } from '../settings/print-settings.ts';
import { importSettings, type ImportOptions } from '../settings/import-settings.ts';
import { setFields, unsetFields, type ChangeOptions } from '../settings/change-fields.ts';
import { addPolicyCommand } from './settings-policy.ts';
import type { CommandDefinition } from '../command-definition.ts';

interface JsonOption {
  readonly json?: boolean;
}

/** `postern settings`: mail settings of the host and of organizations. */
export const settingsCommand: CommandDefinition = {
  add(program, context) {
    const settings = program
      .command('settings')
      .description('mail settings of the host and of organizations');
    addView(settings, context);
    addChanges(settings, context);
    addTest(settings, context);
    addImport(settings, context);
    addRevisions(settings, context);
    addLocks(settings, context);
    addPolicyCommand(settings, context);
    addFields(settings, context);
  },
};

function addView(settings: Command, context: CommandContext): void {
  withLevel(settings.command('view').description('effective values, where they come from, locks; no secret'))
    .option('--json', 'print them as JSON')
    .action(async ({ json, ...options }: LevelOptions & JsonOption) => {
      const { level, name } = await levelOf(context, options);
      const services = await context.services();
      const view = await viewSettings(services, context.actor, { level });
      const connection = await showConnection(services, context.actor, { level });
      const endings = await listEndings(services, context.actor, { level });
      const gathering = await viewGathering(services, context.actor, { level });
      if (json === true) {
        printJson(context.io, { ...view, connection, endings, gathering });
        return;
      }
      printView(context.io, view, { name, connection, endings, gathering, now: services.clock.now() });
    });
}

function addChanges(settings: Command, context: CommandContext): void {
  withLevel(settings.command('set [assignments...]').description('set fields: FIELD=VALUE …'))
    .option('--password-stdin', 'read smtp-password from the first line of standard input')
    .option(
      '--secret-stdin <field>',
      'read this secret field from standard input: its first line, or the whole key file',
    )
    .option('--no-test', 'leave a changed connection as a draft, untested')
    .option('--json', 'print the outcome as JSON')
    .addHelpText('after', SET_HELP)
    .action(async (words: readonly string[], options: ChangeOptions) => setFields(context, words, options));

  withLevel(settings.command('unset <fields...>').description('take fields back to what is inherited'))
    .option('--no-test', 'leave a changed connection as a draft, untested')
    .option('--json', 'print the outcome as JSON')
    .action(async (fields: readonly string[], options: ChangeOptions) =>
      unsetFields(context, fields, options),
    );

  withLevel(settings.command('reset').description('drop everything this level has set'))
    .option('--connection', 'only the connection; the sender stays')
    .option('--yes', 'do not ask; needed at the host')
    .action(async ({ connection, yes, ...options }: LevelOptions & { connection?: true; yes?: true }) => {
      const { level, name } = await levelOf(context, options);
      const reset = await resetSettings(await context.services(), context.actor, {
        level,
        what: connection === true ? 'connection' : 'everything',
        confirmed: yes === true,
      });
      if (reset.outcome === 'unchanged') {
        printLine(context.io, `${name} has nothing of its own to drop.`);
        return;
      }
      const former =
        reset.former === null
          ? ''
          : ` Back again: postern settings rollback ${levelWords(name)} ${String(reset.former)}`;
      printLine(context.io, `Reset ${name}.${former}`);
    });
}

function addImport(settings: Command, context: CommandContext): void {
  withLevel(settings.command('import <file>'))
    .description(
      'take over the mail settings of UiPath (JSON), Alertmanager (YAML) or Grafana (ini); - reads standard input',
    )
    .option('--no-test', 'leave a changed connection as a draft, untested')
    .option('--dry-run', 'only say what would be carried')
    .option('--json', 'print the outcome as JSON')
    .action(async (file: string, options: ImportOptions) => importSettings(context, file, options));
}

function addTest(settings: Command, context: CommandContext): void {
  withLevel(settings.command('test').description('look at the server stage by stage, and send a real mail'))
    .option('--to <address>', 'send the test mail there; without it the check ends before a mail')
    .option(
      '--wait [time]',
      'then wait until “It arrived” is pressed in that mail: for so long, such as 60s or 10m; for 5m when no time is given',
    )
    .addOption(new Option('--draft', 'the draft; the default when there is one').conflicts('active'))
    .option('--active', 'what is active, even when there is a draft')
    .option('--domain', 'then say what DNS tells of SPF, DKIM and DMARC of the sender’s domain')
    .option('--json', 'print the outcome as JSON')
    .action(async (options: CheckOptions) => checkConnection(context, options));

  withLevel(settings.command('domain-check [domain]'))
    .description('what DNS tells of SPF, DKIM and DMARC of the sender’s domain, or of another')
    .option('--json', 'print the findings as JSON')
    .action(async (domain: string | undefined, options: DomainOptions) =>
      checkDomainOf(context, domain, options),
    );
}

function addRevisions(settings: Command, context: CommandContext): void {
  withList(withLevel(settings.command('history').description('revisions of one level, newest first'))).action(
    async (options: LevelOptions & ListOptions) => {
      const { level } = await levelOf(context, options);
      const page = await settingsHistory(await context.services(), context.actor, {
        level,
        ...pageOf(options),
      });
      if (options.json === true) {
        printJson(context.io, page);
        return;
      }
      printRevisions(context.io, page);
    },
  );

  withLevel(settings.command('rollback').description('make an earlier revision active again'))
    .argument('<number>', 'its number in the history', wholeNumber)
    .action(async (number: number, options: LevelOptions) => {
      const { level, name } = await levelOf(context, options);
      const rollback = await rollbackSettings(await context.services(), context.actor, { level, number });
      if (rollback.outcome === 'unchanged') {
        printLine(context.io, `${name} is there already.`);
        return;
      }
      const { active, tested } = rollback;
      const advice = tested
        ? ''
        : ` Its connection was never tested: postern settings test ${levelWords(name)}`;
      printLine(
        context.io,
        `Revision ${String(active.number)} is active, with what ${String(number)} had set.${advice}`,
      );
    });

  withLevel(settings.command('activate').description('make the draft active'))
    .option('--anyway', 'although no test has passed; the audit log says so')
    .action(async ({ anyway, ...options }: LevelOptions & { anyway?: true }) => {
      const { level, name } = await levelOf(context, options);
      const services = await context.services();
      const active = await activateDraft(services, context.actor, { level, anyway: anyway === true });
      printLine(context.io, `Revision ${String(active.number)} of ${name} is active.`);
      const { effective } = await viewSettings(services, context.actor, { level });
      for (const gap of effective.gaps)
        printLine(context.io, `Mail of ${name} waits. ${UNUSABLE_TEXTS[gap].en}`);
    });
}

function addLocks(settings: Command, context: CommandContext): void {
  for (const [word, past] of [
    ['lock', 'Organizations cannot set'],
    ['unlock', 'Organizations can set'],
  ] as const) {
    settings
      .command(`${word} <fields...>`)
      .description(word === 'lock' ? 'keep organizations from setting fields' : 'let them again')
      .option('--host', 'locks are always the host’s')
      .action(async (fields: readonly string[]) => {
        const services = await context.services();
        const { policy } = await changePolicy(services, context.actor, { [word]: [...fields] });
        const locked = policy.locks.map((key) => fieldOf(key).name).join(', ');
        printLine(context.io, `${past} ${fields.join(', ')}. Locked now: ${locked || 'nothing'}.`);
      });
  }
}

function addFields(settings: Command, { io }: CommandContext): void {
  settings
    .command('fields')
    .description('every field, what it is for, and an example')
    .option('--json', 'print them as JSON')
    .action(({ json }: JsonOption) => {
      const rows = FIELDS.map(({ key, name, group, kind, label, help, uipathKey, example }) => {
        return { key, name, group, kind, label: label.en, help: help.en, uipathKey, example };
      });
      if (json === true) {
        printJson(io, rows);
        return;
      }
      printTable(
        io,
        ['field', 'group', 'what it is for'],
        rows.map((row) => [row.name, row.group, `${row.label}. ${row.help}`]),
      );
    });
}

function levelWords(name: string): string {
  return name === 'host' ? '--host' : `--org ${name}`;
}

const SET_HELP = `
Secrets are never taken from arguments: smtp-password=- asks for it, --password-stdin reads it,
smtp-password=env:NAME and smtp-password=file:/path refer to it. A key or certificate is taken from a file by
oauth-service-account-key=@key.json or ca-certificate=@ca.pem.
A changed connection is checked at once and becomes active when the check passes; until then the one before keeps sending.`;
