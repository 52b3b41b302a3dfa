import type { CommandDefinition } from '../command-definition.ts';

/** `postern worker`: sends mail from a process of its own. */
export const workerCommand: CommandDefinition = {
  add(program, context) {
    program
      .command('worker')
      .description('start a process that sends mail and takes no webhooks; it runs until SIGINT or SIGTERM')
      .addHelpText(
        'after',
        '\nAny number may run over one database, beside `postern serve --no-worker`: see docs/deployment.md.',
      )
      .action(async () => context.work());
  },
};
