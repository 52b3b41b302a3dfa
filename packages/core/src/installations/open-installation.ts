import type { Secret } from '../kernel/secret.ts';
import type { InstallationDeps } from './installation-deps.ts';
import { installationPlace, type Installation } from './installation.ts';

/** An installation with what was sealed. */
export interface OpenedInstallation {
  readonly installation: Installation;
  readonly tokens: Secret;
}

/**
 * How the app is installed in that workspace; null: it is not.
 * @throws AppError `key-missing`, `seal-broken`.
 */
export async function openInstallation(
  { storage, sealer }: Pick<InstallationDeps, 'storage' | 'sealer'>,
  teamId: string,
): Promise<OpenedInstallation | null> {
  const installation = await storage.installations.find(teamId);
  if (installation === null) return null;
  return { installation, tokens: sealer.open(installation.sealed, installationPlace(teamId)) };
}
