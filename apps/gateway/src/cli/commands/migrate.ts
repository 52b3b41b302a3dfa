import type { CommandDefinition } from '../command-definition.ts';
import { printJson, printLine } from '../print.ts';

/** `postern migrate`: the tables of this version, by a user who may make them. */
export const migrateCommand: CommandDefinition = {
  add(program, context) {
    const { io } = context;
    program
      .command('migrate')
      .description('bring the tables of the database up to date, and do nothing else')
      .option('--json', 'print {"applied"}, the names of the steps that were missing, as JSON')
      .addHelpText(
        'after',
        '\nEvery other command does it too, as far as its database user may. It is for where only the owner of the tables may\n(docs/deployment.md): run it with the URL of that owner before the processes of a new version start. Needs no keys.',
      )
      .action(async ({ json }: { readonly json?: boolean }) => {
        const applied = await context.migrate();
        if (json === true) printJson(io, { applied });
        else if (applied.length === 0) printLine(io, 'The tables are up to date.');
        else printLine(io, `Brought the tables up to date: ${applied.join(', ')}.`);
      });
  },
};
