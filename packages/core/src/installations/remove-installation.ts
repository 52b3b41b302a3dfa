import type { Actor } from '../access/actor.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { HOST } from '../kernel/level.ts';
import type { InstallationDeps } from './installation-deps.ts';
import type { Installation } from './installation.ts';

/** Forgets an installation whose tokens Slack no longer takes; false when it was gone, or replaced by a later one. */
export async function removeInstallation(
  deps: Pick<InstallationDeps, 'storage' | 'clock' | 'newId'>,
  actor: Actor,
  { teamId, teamName, installedAt }: Installation,
): Promise<boolean> {
  const changes = [{ field: 'workspace', before: teamName, after: null }];
  return deps.storage.installations.remove(
    { teamId, installedAt },
    newAuditEntry({ actor, action: 'installation.removed', level: HOST, subject: teamId, changes }, deps),
  );
}
