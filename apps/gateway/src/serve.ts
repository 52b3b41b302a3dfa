import { offerClaimCode } from '@postern/core';
import { claimInvitation } from './claim-invitation.ts';
import type { GatewayConfig } from './config.ts';
import type { Container } from './container.ts';
import { startGateway, type Gateway } from './gateway.ts';
import { listenFault } from './listen-fault.ts';
import { runProcess, type ProcessParts } from './run-process.ts';

/**
 * `postern serve`: the gateway, with a worker in the same process unless `worker` is false.
 * @param parts `print` is for the person who started it, and never logged: how the first of them is made known to Slack, as
 * long as nobody administers the system.
 * @throws AppError what `openContainer` throws, or `configuration-invalid` when the address cannot be listened on.
 */
export function serve(
  config: GatewayConfig,
  parts: ProcessParts & { readonly worker?: boolean; readonly print?: (text: string) => void },
): Promise<Gateway> {
  return runProcess(config, parts, async (container) => {
    if (parts.print !== undefined) await inviteFirstAdministrator(container, parts.print);
    try {
      return await startGateway(container, { worker: parts.worker ?? true });
    } catch (error) {
      throw listenFault(error, 'POSTERN_LISTEN');
    }
  });
}

/** The code is a key to the system: whoever reads the log need not be the one who runs the machine. */
async function inviteFirstAdministrator(container: Container, print: (text: string) => void): Promise<void> {
  if (container.config.systemAdministrators.length > 0) return;
  const offer = await offerClaimCode(container);
  if (offer.kind === 'offered') print(claimInvitation(offer));
}
