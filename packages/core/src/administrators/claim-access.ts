import type { Actor } from '../access/actor.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { HOST } from '../kernel/level.ts';
import type { Secret } from '../kernel/secret.ts';
import { claimCodeHash } from './claim-code.ts';
import { grantChanges } from './grant-changes.ts';
import type { GrantDeps } from './grant-deps.ts';
import type { GrantHolder } from './grant.ts';

/**
 * Makes the person who has the code the first system administrator, once. No right is needed: whoever reads the gateway's
 * output runs the machine.
 * @returns `not-valid` for a wrong, late or used code, and when somebody administers the system by now; nobody is told which.
 */
export async function claimAccess(
  deps: GrantDeps,
  actor: Extract<Actor, { readonly kind: 'slack' }>,
  code: Secret,
): Promise<'claimed' | 'not-valid'> {
  const now = deps.clock.now();
  const holder: GrantHolder = { kind: 'user', teamId: actor.teamId, userId: actor.userId };
  const grant = { id: deps.newId(), level: HOST, holder, grantedAt: now, grantedBy: actor };
  const changes = grantChanges(holder, 'after');
  const audit = newAuditEntry(
    { actor, action: 'access.claimed', level: HOST, subject: grant.id, changes },
    deps,
  );
  return deps.storage.grants.claim({ codeHash: claimCodeHash(code.expose()), now, grant }, audit);
}
