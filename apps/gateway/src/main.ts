import { toAppError } from '@postern/core';
import { destination } from 'pino';
import { parseConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { serve } from './serve.ts';
import { stopOnSignal } from './stop-on-signal.ts';

try {
  const config = parseConfig(process.env);
  // Synchronous: the last lines before an end are the ones that matter.
  const logger = createLogger({ level: config.logLevel, destination: destination({ dest: 1, sync: true }) });
  const gateway = await serve(config, { environment: process.env, logger });
  stopOnSignal(gateway, { signals: process, logger });
} catch (error) {
  const { code, message } = toAppError(error);
  process.stderr.write(`${message} (${code})\n`);
  process.exitCode = 1;
}
