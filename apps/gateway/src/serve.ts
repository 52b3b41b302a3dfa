import { AppError, offerClaimCode, type Logger } from '@postern/core';
import type { Environment, GatewayConfig } from './config.ts';
import { openContainer, type Container } from './container.ts';
import { claimInvitation } from './claim-invitation.ts';
import { startGateway, type Gateway } from './gateway.ts';
import { missingKeyIds } from './missing-key-ids.ts';
import { VERSION } from './version.ts';

/**
 * `postern serve`: opens everything, starts the gateway, and says where it is reached in one log line. Its `stop` ends
 * all of it, in order; calling it again waits for the same end.
 * @param parts `print` is for the person who started it, and never logged: how the first of them is made known to Slack, as
 * long as nobody administers the system.
 * @throws AppError what `openContainer` throws, or `configuration-invalid` when the address cannot be listened on.
 */
export async function serve(
  config: GatewayConfig,
  parts: {
    readonly environment: Environment;
    readonly logger: Logger;
    readonly print?: (text: string) => void;
  },
): Promise<Gateway> {
  const { logger } = parts;
  const container = await openContainer(config, parts);
  let gateway: Gateway;
  try {
    await warnOfMissingKeys(container);
    if (parts.print !== undefined) await inviteFirstAdministrator(container, parts.print);
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

/** It starts all the same: what the other keys open goes on, and the rest waits. */
async function warnOfMissingKeys({ storage, sealer, logger }: Container): Promise<void> {
  const missing = await missingKeyIds(storage, sealer);
  if (missing.length === 0) return;
  logger.warn(
    { keyIds: missing },
    'Keys are missing: sources whose secrets they seal answer 503 and mail that needs them is held, until they are back',
  );
}

/** The code is a key to the system: whoever reads the log need not be the one who runs the machine. */
async function inviteFirstAdministrator(container: Container, print: (text: string) => void): Promise<void> {
  if (container.config.systemAdministrators.length > 0) return;
  const offer = await offerClaimCode(container);
  if (offer.kind === 'offered') print(claimInvitation(offer));
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
