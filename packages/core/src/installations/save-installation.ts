import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { HOST } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import { Secret } from '../kernel/secret.ts';
import type { InstallationDeps } from './installation-deps.ts';
import { installationPlace } from './installation.ts';

const newInstallationSchema = z.strictObject({
  teamId: z.string().regex(/^T[A-Z0-9]+$/, { error: 'Give the id of a workspace, such as T0123ABCD.' }),
  teamName: z.string(),
  userId: z.string().min(1),
  /** What Slack gave for it; sealed at once. */
  tokens: z.instanceof(Secret),
});

/**
 * Keeps that the app was installed in a workspace, with its tokens sealed. Whoever gets here was let through by Slack, which
 * lets only those install that the workspace allows it; it gives nobody rights in Postern.
 * @throws AppError `input-invalid`.
 */
export async function saveInstallation(
  deps: InstallationDeps,
  actor: Actor,
  input: z.input<typeof newInstallationSchema>,
): Promise<void> {
  const { teamId, teamName, userId, tokens } = parseInput(newInstallationSchema, input, 'The installation');
  const sealed = deps.sealer.seal(tokens, installationPlace(teamId));
  const changes = [{ field: 'workspace', before: null, after: teamName }];
  await deps.storage.installations.save(
    { teamId, teamName, sealed, installedAt: deps.clock.now(), installedBy: userId },
    newAuditEntry({ actor, action: 'installation.added', level: HOST, subject: teamId, changes }, deps),
  );
}
