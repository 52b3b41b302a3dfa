import { toAppError } from '@postern/core';
import { destination } from 'pino';
import { parseConfig } from './config.ts';
import { openContainer } from './container.ts';
import { createLogger } from './logger.ts';
import { startSlackbot } from './slackbot.ts';
import { stopOnSignal } from './stop-on-signal.ts';

try {
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
} catch (error) {
  const { code, message } = toAppError(error);
  process.stderr.write(`${message} (${code})\n`);
  process.exitCode = 1;
}
