import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { parseInput } from '../kernel/parse.ts';
import { findSource } from './find-source.ts';
import type { SourceDeps } from './source-deps.ts';

const removalSchema = z.strictObject({ sourceId: z.string(), secretId: z.string() });

/**
 * Takes one of two secrets away; what is signed with it is refused from then on. The last one stays.
 * @throws AppError `input-invalid`; `not-found`; `not-allowed`; `refused` for the last one.
 */
export async function removeSourceSecret(
  deps: SourceDeps,
  actor: Actor,
  input: z.input<typeof removalSchema>,
): Promise<void> {
  const { sourceId, secretId } = parseInput(removalSchema, input, 'The removal of the secret');
  const source = await findSource(deps, actor, sourceId);
  authorize(actor, 'change', source.level);
  const changes = [{ field: `secret ${secretId}`, before: 'set', after: null }];
  const { level } = source;
  const audit = newAuditEntry(
    { actor, action: 'source.secret-removed', level, subject: source.id, changes },
    deps,
  );
  const outcome = await deps.storage.sources.removeSecret(source.id, secretId, audit);
  switch (outcome) {
    case 'removed':
      return;
    case 'last-one':
      throw new AppError(
        'refused',
        `It is the last secret of the source "${source.name}". Add another one first, or disable the source.`,
      );
    case 'not-found':
      throw new AppError('not-found', `The source "${source.name}" has no such secret.`);
    default:
      return outcome satisfies never;
  }
}
