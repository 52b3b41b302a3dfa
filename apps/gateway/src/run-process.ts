import type { Logger } from '@postern/core';
import type { Environment, GatewayConfig } from './config.ts';
import { openContainer, type Container } from './container.ts';
import { missingKeyIds } from './missing-key-ids.ts';
import type { Stoppable } from './stop-on-signal.ts';
import { VERSION } from './version.ts';

/** What a process needs besides its configuration. */
export interface ProcessParts {
  readonly environment: Environment;
  readonly logger: Logger;
}

/**
 * The life of one process, whatever its role: opens everything, starts the role, and says so in one log line. The `stop` of
 * what it gives ends all of it, in order; calling it again waits for the same end.
 * @throws AppError what `openContainer` throws, or what `start` throws; then nothing stays open.
 */
export async function runProcess<R extends Stoppable & { readonly url: string | null }>(
  config: GatewayConfig,
  { environment, logger }: ProcessParts,
  start: (container: Container) => Promise<R>,
): Promise<Pick<R, 'url'> & Stoppable> {
  const container = await openContainer(config, { environment, logger, livesLong: true });
  let role: R;
  try {
    await warnOfMissingKeys(container);
    role = await start(container);
  } catch (error) {
    await container.close();
    throw error;
  }
  logger.info({ url: role.url, publicUrl: config.publicUrl, version: VERSION }, 'Ready');
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    logger.info({}, 'Stopping');
    await role.stop();
    await container.close();
    logger.info({}, 'Stopped');
  };
  return { url: role.url, stop: () => (stopping ??= stop()) };
}

/** It starts all the same: what the other keys open goes on, and the rest waits. */
async function warnOfMissingKeys({ storage, sealer, logger }: Container): Promise<void> {
  const missing = await missingKeyIds(storage, sealer);
  if (missing.length === 0) return;
  logger.warn(
    { keyIds: missing },
    'Keys are missing: sources whose secrets they seal answer 503 and mail that needs them is held, until they are back',
  );
}
