import { AppError, recordBackup } from '@postern/core';
import { printJson, printLine } from '../print.ts';
import type { CommandDefinition } from '../command-definition.ts';

/** `postern backup`: a consistent copy of the database, while everything runs. */
export const backupCommand: CommandDefinition = {
  add(program, context) {
    const { io, actor } = context;
    program
      .command('backup <file>')
      .description('copy the database to a new file, while everything runs; keys are not in it')
      .option('--json', 'print {"file"} as JSON')
      .action(async (file: string, { json }: { readonly json?: boolean }) => {
        const services = await context.services();
        const { storage, config } = services;
        if (storage.backup === null) {
          throw new AppError(
            'refused',
            'This database is backed up with its own tools: pg_dump --format=custom --file=postern.dump "$POSTERN_DATABASE_URL"',
          );
        }
        await storage.backup(file);
        await recordBackup(services, actor);
        if (json === true) {
          printJson(io, { file });
          return;
        }
        printLine(io, `Copied the database to ${file}.`);
        if (config.keySource.kind === 'file') {
          printLine(
            io,
            `It is of no use without the keys: keep a copy of ${config.keySource.path}, elsewhere.`,
          );
        }
      });
  },
};
