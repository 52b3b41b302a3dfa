import { AppError } from '@postern/core';
import type { CommandContext } from '../command-context.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { printJson, printLine } from '../print.ts';

interface Options {
  readonly from?: string;
  readonly to: string;
  readonly json?: boolean;
}

/** `postern migrate-store`: everything into another database. */
export const migrateStoreCommand: CommandDefinition = {
  add(program, context) {
    program
      .command('migrate-store')
      .description('move everything into another, empty database; nothing may run meanwhile')
      .option('--from <url>', 'where everything is: file:… or postgres://… (default: POSTERN_DATABASE_URL)')
      .requiredOption('--to <url>', 'where it is to be')
      .option('--json', 'print [{"name","rows","hash"}] as JSON')
      .addHelpText(
        'after',
        '\nA URL that holds a password is better not typed here: env:NAME takes it from that variable. What was interrupted\ngoes on when the same command is run again. The old database stays as it is; the keys are the same for the new one.',
      )
      .action((options: Options) => moveStore(context, options));
  },
};

async function moveStore(context: CommandContext, { from, to, json }: Options): Promise<void> {
  const { io } = context;
  let moved = 0;
  let table = '';
  const tables = await context.migrateStore({
    from: urlOf(from ?? 'env:POSTERN_DATABASE_URL', context),
    to: urlOf(to, context),
    onProgress(progress) {
      moved += progress.rows;
      if (progress.table === table) return;
      table = progress.table;
      io.err(`${table} …\n`);
    },
  });
  if (json === true) {
    printJson(io, tables);
    return;
  }
  for (const { name, rows, hash } of tables)
    printLine(io, `${name.padEnd(20)} ${String(rows).padStart(10)}  ${hash.slice(0, 16)}`);
  printLine(
    io,
    `Moved ${String(moved)} rows now; every table is the same in both databases. Point POSTERN_DATABASE_URL of all processes to the new one, keep the keys, and start.`,
  );
}

function urlOf(text: string, context: CommandContext): string {
  const name = /^env:(.*)$/s.exec(text)?.[1];
  if (name === undefined) return text;
  const value = context.variable(name);
  if (value !== undefined && value.trim() !== '') return value;
  throw new AppError(
    'input-invalid',
    `The variable ${name} is not set. Give a database URL, or the name of a variable that holds one.`,
  );
}
