import type { CommandDefinition } from '../command-definition.ts';

/** `postern serve`: the gateway with its worker, until a signal ends it. */
export const serveCommand: CommandDefinition = {
  add(program, context) {
    program
      .command('serve')
      .description('start the gateway; it runs until SIGINT or SIGTERM')
      .addHelpText('after', '\nConfigured by POSTERN_… variables of the environment: see docs/operations.md.')
      .action(async () => context.serve());
  },
};
