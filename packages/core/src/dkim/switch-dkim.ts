import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import { checkDkimKey, type CheckDkimDeps, type DkimCheck } from './check-dkim-key.ts';
import type { DkimDeps } from './dkim-deps.ts';
import { dkimDomainSchema } from './dkim-domain-schema.ts';
import { findDkimKey } from './find-dkim-key.ts';

const enableSchema = z.strictObject({
  level: levelSchema,
  domain: dkimDomainSchema,
  /** Although DNS does not have the key: what is signed fails until it does. */
  anyway: z.boolean().default(false),
});
const disableSchema = enableSchema.omit({ anyway: true });

/** What enabling came to. */
export type EnabledDkim =
  | { readonly outcome: 'enabled' | 'unchanged' }
  /** DNS does not have the key as it is; nothing was changed. */
  | { readonly outcome: 'not-published'; readonly check: DkimCheck };

/**
 * From now on, mail of the level from the domain is signed; refused while DNS does not have the key.
 * @throws AppError `not-allowed`; `input-invalid`; `not-found`.
 */
export async function enableDkim(
  deps: Omit<DkimDeps, 'sealer'> & CheckDkimDeps,
  actor: Actor,
  input: z.input<typeof enableSchema>,
): Promise<EnabledDkim> {
  const { anyway, ...asked } = parseInput(enableSchema, input, 'The request to sign');
  authorize(actor, 'change', asked.level);
  const key = await findDkimKey(deps.storage.dkim, asked);
  if (key.enabled) return { outcome: 'unchanged' };
  if (!anyway) {
    const check = await checkDkimKey(deps, actor, asked);
    if (check.outcome !== 'published' || check.key.selector !== key.selector)
      return { outcome: 'not-published', check };
  }
  const changes = [{ field: 'anyway', before: null, after: anyway }];
  const audit = newAuditEntry(
    { actor, action: 'dkim.enabled', level: key.level, subject: key.domain, changes },
    deps,
  );
  const done = await deps.storage.dkim.setEnabled(key, true, audit);
  return { outcome: done ? 'enabled' : 'unchanged' };
}

/**
 * From now on, mail of the level from the domain goes out unsigned.
 * @throws AppError `not-allowed`; `input-invalid`; `not-found`.
 */
export async function disableDkim(
  deps: Omit<DkimDeps, 'sealer'>,
  actor: Actor,
  input: z.input<typeof disableSchema>,
): Promise<'disabled' | 'unchanged'> {
  const asked = parseInput(disableSchema, input, 'The request to sign no more');
  authorize(actor, 'change', asked.level);
  const key = await findDkimKey(deps.storage.dkim, asked);
  const audit = newAuditEntry(
    { actor, action: 'dkim.disabled', level: key.level, subject: key.domain, changes: [] },
    deps,
  );
  return (await deps.storage.dkim.setEnabled(key, false, audit)) ? 'disabled' : 'unchanged';
}
