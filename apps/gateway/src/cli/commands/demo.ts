import { createLogger } from '../../logger.ts';
import { EXIT } from '../exit-codes.ts';
import type { CommandDefinition } from '../command-definition.ts';

/** `postern demo`: the whole road from webhook to mail, with nothing needed and nothing left behind but the mails. */
export const demoCommand: CommandDefinition = {
  add(program, context) {
    const { io, actor } = context;
    program
      .command('demo')
      .description('show the whole road from webhook to mail; needs nothing, touches nothing of yours')
      .option('--out <folder>', 'where to save the mails', 'demo-mails')
      .option('--stay', 'keep the gateway and a page with the inbox open until Ctrl-C', false)
      .addHelpText('after', '\nExit status 2: an answer was wrong, or a mail did not arrive.')
      .action(async (options: { readonly out: string; readonly stay: boolean }) => {
        // Loaded when it is wanted: a mail catcher and a parser of mail are of no use to the gateway.
        const { runDemo } = await import('../../demo/run-demo.ts');
        const logger = createLogger({ level: 'warn', destination: { write: (line) => io.err(line) } });
        const wentWell = await runDemo(options, {
          io,
          actor,
          logger,
          monotonic: () => performance.now(),
          untilSignal: (running, log) => context.untilSignal(running, log),
        });
        if (!wentWell) context.exitWith(EXIT.failed);
      });
  },
};
