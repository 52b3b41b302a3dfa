import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { levelKey } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import { grantChanges } from './grant-changes.ts';
import type { GrantDeps } from './grant-deps.ts';
import { grantInputSchema, type GrantInput } from './grant-schema.ts';

/**
 * Takes a right away again.
 * @param input `othersRemain`: the configuration names somebody who administers the system, whatever is granted.
 * @returns `not-found` when the holder does not have that right at that level.
 * @throws AppError `not-allowed`; `input-invalid`; `refused` for the last person who administers the system.
 */
export async function revokeAccess(
  deps: GrantDeps,
  actor: Actor,
  input: GrantInput & { readonly othersRemain: boolean },
): Promise<'removed' | 'not-found'> {
  const { othersRemain, ...given } = input;
  const { level, holder } = parseInput(grantInputSchema, given, 'The right');
  authorize(actor, 'change', level);
  const grant = (await deps.storage.grants.list()).find(
    (one) => levelKey(one.level) === levelKey(level) && isDeepStrictEqual(one.holder, holder),
  );
  if (grant === undefined) return 'not-found';
  const changes = grantChanges(holder, 'before');
  const audit = newAuditEntry({ actor, action: 'access.revoked', level, subject: grant.id, changes }, deps);
  const outcome = await deps.storage.grants.remove({ id: grant.id, othersRemain }, audit);
  if (outcome !== 'last-system-administrator') return outcome;
  throw new AppError(
    'refused',
    'That is the last person who administers the system, so the right stays. Name somebody else first. A group does not count, since it may be empty.',
  );
}
