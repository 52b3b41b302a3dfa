import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { parseInput } from '../kernel/parse.ts';
import { grantChanges } from './grant-changes.ts';
import type { GrantDeps } from './grant-deps.ts';
import { grantInputSchema, type GrantInput } from './grant-schema.ts';

/**
 * Makes a person, or everybody in a user group, an administrator of a level. Whoever administers an organization may name
 * others for it; of the host, system administrators may.
 * @returns `known` when they have that right already.
 * @throws AppError `not-allowed`; `input-invalid`.
 */
export async function grantAccess(
  deps: GrantDeps,
  actor: Actor,
  input: GrantInput,
): Promise<'added' | 'known'> {
  const { level, holder } = parseInput(grantInputSchema, input, 'The right');
  authorize(actor, 'change', level);
  const grant = { id: deps.newId(), level, holder, grantedAt: deps.clock.now(), grantedBy: actor };
  const changes = grantChanges(holder, 'after');
  const audit = newAuditEntry({ actor, action: 'access.granted', level, subject: grant.id, changes }, deps);
  return deps.storage.grants.add(grant, audit);
}
