import type { Secret } from '../kernel/secret.ts';
import type { InstallationDeps } from './installation-deps.ts';
import { installationPlace, type Installation } from './installation.ts';

/** Keeps the tokens that took the place of those of an installation; false when that one was changed meanwhile, or is gone. */
export async function renewInstallation(
  { storage, sealer }: Pick<InstallationDeps, 'storage' | 'sealer'>,
  { teamId, sealed }: Pick<Installation, 'teamId' | 'sealed'>,
  tokens: Secret,
): Promise<boolean> {
  return storage.installations.reseal(teamId, sealed, sealer.seal(tokens, installationPlace(teamId)));
}
