import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import type { DkimDeps } from './dkim-deps.ts';
import { dkimDomainSchema } from './dkim-domain-schema.ts';
import { findDkimKey } from './find-dkim-key.ts';

const removeSchema = z.strictObject({ level: levelSchema, domain: dkimDomainSchema });

/**
 * Forgets a key; mail from the domain goes out unsigned from now on.
 * @throws AppError `not-allowed`; `input-invalid`; `not-found`.
 */
export async function removeDkimKey(
  deps: Omit<DkimDeps, 'sealer'>,
  actor: Actor,
  input: z.input<typeof removeSchema>,
): Promise<void> {
  const asked = parseInput(removeSchema, input, 'The DKIM key');
  authorize(actor, 'change', asked.level);
  const key = await findDkimKey(deps.storage.dkim, asked);
  const changes = [{ field: 'selector', before: key.selector, after: null }];
  const audit = newAuditEntry(
    { actor, action: 'dkim.removed', level: key.level, subject: key.domain, changes },
    deps,
  );
  if (!(await deps.storage.dkim.remove(key, audit)))
    throw new AppError('not-found', 'There is no DKIM key for this domain.');
}
