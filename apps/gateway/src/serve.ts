import { AppError, type Logger } from '@postern/core';
import type { Environment, GatewayConfig } from './config.ts';
import { openContainer } from './container.ts';
import { startGateway, type Gateway } from './gateway.ts';
import { VERSION } from './version.ts';

/**
 * `postern serve`: opens everything, starts the gateway, and says where it is reached in one log line. Its `stop` ends
 * all of it, in order; calling it again waits for the same end.
 * @throws AppError what `openContainer` throws, or `configuration-invalid` when the address cannot be listened on.
 */
export async function serve(
  config: GatewayConfig,
  parts: { readonly environment: Environment; readonly logger: Logger },
): Promise<Gateway> {
  const { logger } = parts;
  const container = await openContainer(config, parts);
  let gateway: Gateway;
  try {
    gateway = await startGateway(container);
  } catch (error) {
    await container.close();
    throw cannotListen(error);
  }
  logger.info({ url: gateway.url, publicUrl: config.publicUrl, version: VERSION }, 'Ready');
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    logger.info({}, 'Stopping');
    await gateway.stop();
    await container.close();
    logger.info({}, 'Stopped');
  };
  return { url: gateway.url, stop: () => (stopping ??= stop()) };
}

const LISTEN_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process listens there already',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'this machine does not have that address',
  ENOTFOUND: 'that name has no address',
};

function cannotListen(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const fault = LISTEN_FAULTS[code];
  if (fault === undefined) return error;
  return new AppError('configuration-invalid', `POSTERN_LISTEN cannot be used: ${fault} (${code}).`, {
    issues: [{ path: 'POSTERN_LISTEN', message: `It cannot be used: ${fault}.` }],
    cause: error,
  });
}
