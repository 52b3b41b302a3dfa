import {
  addDkimKey,
  AppError,
  checkDkimKey,
  disableDkim,
  enableDkim,
  listDkimKeys,
  removeDkimKey,
  Secret,
  showDkimKey,
  type DkimCheck,
  type ShownDkimKey,
} from '@postern/core';
import type { Command } from 'commander';
import { readFile, stat } from 'node:fs/promises';
import type { CommandContext, LevelOptions } from '../command-context.ts';
import type { CommandDefinition } from '../command-definition.ts';
import type { CommandIo } from '../command-io.ts';
import { dkimCheckLines } from '../dkim/dkim-check-lines.ts';
import { dkimRecordLines } from '../dkim/dkim-record-lines.ts';
import { EXIT } from '../exit-codes.ts';
import { levelOf, withLevel } from '../level-options.ts';
import { instant, printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';

interface JsonOptions extends LevelOptions {
  readonly json?: boolean;
}

interface AddOptions extends JsonOptions {
  readonly selector?: string;
  readonly keyFile?: string;
}

/** `postern dkim`: keys that sign the mail of a From domain. */
export const dkimCommand: CommandDefinition = {
  add(program, context) {
    const dkim = program.command('dkim').description('keys that sign mail, per From domain');
    addKeys(dkim, context);
    addSwitches(dkim, context);
  },
};

function addKeys(dkim: Command, context: CommandContext): void {
  const { io, actor } = context;

  withLevel(dkim.command('add <domain>').description('a new RSA key of 2048 bits; nothing is signed yet'))
    .option('--selector <name>', 'where its public half is published', 'postern')
    .option('--key-file <path>', 'a private RSA key of your own, PEM without a passphrase')
    .option('--json', 'print the key, without its private half, as JSON')
    .action(async (domain: string, { selector, keyFile, json, ...options }: AddOptions) => {
      const { level, name } = await levelOf(context, options);
      const given = keyFile === undefined ? {} : { privateKey: await readKey(keyFile) };
      const input = { level, domain, ...given, ...(selector === undefined ? {} : { selector }) };
      const key = await addDkimKey(await context.services(), actor, input);
      if (json === true) printJson(io, key);
      else {
        printRecord(io, key);
        const enable = `postern dkim enable ${key.domain} ${name === 'host' ? '--host' : `--org ${name}`}`;
        printLine(io, `Nothing is signed yet. When it is published: ${enable}`);
      }
    });

  withLevel(dkim.command('list', { isDefault: true }).description('the keys of one level'))
    .option('--json', 'print them as JSON')
    .action(async ({ json, ...options }: JsonOptions) => {
      const { level } = await levelOf(context, options);
      const keys = await listDkimKeys(await context.services(), actor, { level });
      if (json === true) printJson(io, keys);
      else
        printTable(
          io,
          ['domain', 'selector', '', 'since'],
          keys.map((key) => [
            key.domain,
            key.selector,
            key.enabled ? 'signs' : 'off',
            instant(key.createdAt),
          ]),
        );
    });

  withLevel(dkim.command('record <domain>').description('the TXT record to publish'))
    .option('--json', 'print it as JSON')
    .action(async (domain: string, { json, ...options }: JsonOptions) => {
      const { level } = await levelOf(context, options);
      const key = await showDkimKey(await context.services(), actor, { level, domain });
      if (json === true) printJson(io, key.record);
      else printRecord(io, key);
    });

  withLevel(dkim.command('remove <domain>').description('forget the key; mail goes out unsigned')).action(
    async (domain: string, options: LevelOptions) => {
      const { level } = await levelOf(context, options);
      await removeDkimKey(await context.services(), actor, { level, domain });
      printLine(
        io,
        'The key is gone. Leave its record in DNS for a week: mail on its way is verified by it.',
      );
    },
  );
}

function addSwitches(dkim: Command, context: CommandContext): void {
  const { io, actor } = context;

  withLevel(dkim.command('check <domain>').description('compare the key with what DNS has'))
    .option('--json', 'print the outcome as JSON')
    .action(async (domain: string, { json, ...options }: JsonOptions) => {
      const { level } = await levelOf(context, options);
      const check = await checkDkimKey(await context.services(), actor, { level, domain });
      if (check.outcome !== 'published') context.exitWith(EXIT.failed);
      if (json === true) printJson(io, check);
      else printCheck(io, check);
    });

  withLevel(dkim.command('enable <domain>').description('sign mail from now on, once DNS has the key'))
    .option('--anyway', 'although DNS does not have it; the audit log says so')
    .action(async (domain: string, { anyway, ...options }: LevelOptions & { readonly anyway?: true }) => {
      const { level } = await levelOf(context, options);
      const input = { level, domain, anyway: anyway === true };
      const enabled = await enableDkim(await context.services(), actor, input);
      switch (enabled.outcome) {
        case 'enabled':
          printLine(io, 'Mail from this domain is signed from now on.');
          return;
        case 'unchanged':
          printLine(io, 'It is signed already.');
          return;
        case 'not-published':
          context.exitWith(EXIT.failed);
          printCheck(io, enabled.check);
          return;
        default:
          enabled satisfies never;
      }
    });

  withLevel(dkim.command('disable <domain>').description('sign no more; the key stays')).action(
    async (domain: string, options: LevelOptions) => {
      const { level } = await levelOf(context, options);
      const done = await disableDkim(await context.services(), actor, { level, domain });
      printLine(io, done === 'disabled' ? 'Mail goes out unsigned from now on.' : 'It was not signed.');
    },
  );
}

function printCheck(io: CommandIo, check: DkimCheck): void {
  for (const line of dkimCheckLines(check)) printLine(io, line);
}

function printRecord(io: CommandIo, key: ShownDkimKey): void {
  for (const line of dkimRecordLines(key)) printLine(io, line);
}

const MOST_BYTES = 32_768;

async function readKey(path: string): Promise<Secret> {
  try {
    if ((await stat(path)).size <= MOST_BYTES) return new Secret(await readFile(path, 'utf8'));
  } catch {
    throw new AppError('input-invalid', `The key file cannot be read: ${path}.`);
  }
  throw new AppError('input-invalid', `That is no key file, it is too large: ${path}.`);
}
