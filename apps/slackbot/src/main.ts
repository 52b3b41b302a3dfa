import { flushCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { toAppError } from '@postern/core';
import { destination } from 'pino';
import { parseConfig } from './config.ts';
import { openContainer } from './container.ts';
import { COMMANDS } from './commands/registry.ts';
import { createLogger } from './logger.ts';
import { slackManifest } from './manifest.ts';
import { startSlackbot } from './slackbot.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** `manifest [REQUEST_URL] [--redirect URL]`: prints what "Create app from manifest" takes, and ends. */
function printManifest(args: readonly string[]): void {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { redirect: { type: 'string' } },
    allowPositionals: true,
  });
  const way = { requestUrl: positionals[0] ?? null, redirectUrl: values.redirect ?? null };
  process.stdout.write(`${JSON.stringify(slackManifest(COMMANDS, way), null, 2)}\n`);
}

async function run(): Promise<void> {
  const config = parseConfig(process.env);
  // Synchronous: the last lines before an end are the ones that matter.
  const logger = createLogger({ level: config.logLevel, destination: destination({ dest: 1, sync: true }) });
  const container = await openContainer(config, { environment: process.env, logger });
  const slackbot = await startSlackbot(container).catch(async (error: unknown) => {
    await container.close();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await slackbot.stop();
    await container.close();
  };
  stopOnSignal({ stop }, { signals: process, logger });
  // A process that lives that long may end by a signal that leaves it no time to keep what was compiled.
  setTimeout(flushCompileCache, 30_000).unref();
}

try {
  const [word, ...args] = process.argv.slice(2);
  if (word === 'manifest') printManifest(args);
  else await run();
} catch (error) {
  const { code, message } = toAppError(error);
  process.stderr.write(`${message} (${code})\n`);
  process.exitCode = 1;
}
