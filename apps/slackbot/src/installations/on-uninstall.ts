import { openInstallation, removeInstallation } from '@postern/core';
import type { Services } from '../services.ts';
import type { Workspaces } from '../workspaces.ts';

/**
 * Forgets a workspace when Slack says that the app, or its tokens, are gone from it. The word may come late or twice, after
 * the app was installed again: a token that Slack still takes stays.
 */
export async function onUninstall(
  services: Services,
  { clientOf }: Pick<Workspaces, 'clientOf'>,
  teamId: string,
): Promise<void> {
  const opened = await openInstallation(services, teamId);
  if (opened === null) return;
  const client = await clientOf(teamId);
  if (client === null) return;
  const { logger } = services;
  try {
    await client.auth.test({});
    logger.info({ teamId }, 'A workspace is said to have lost the app, but its token is good');
    return;
  } catch (error) {
    logger.info({ teamId, error }, 'A workspace has lost the app');
  }
  await removeInstallation(services, { kind: 'system', name: 'slack' }, opened.installation);
}
