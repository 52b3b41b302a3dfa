import type { CommandDefinition } from '../command-definition.ts';

/** `postern serve`: the gateway, with a worker in the same process unless told otherwise. */
export const serveCommand: CommandDefinition = {
  add(program, context) {
    program
      .command('serve')
      .description('start the gateway; it runs until SIGINT or SIGTERM')
      .option('--no-worker', 'take webhooks and show pages only; mail is sent by `postern worker`')
      .addHelpText('after', '\nConfigured by POSTERN_… variables of the environment: see docs/operations.md.')
      .action(async ({ worker }: { readonly worker: boolean }) => context.serve({ worker }));
  },
};
