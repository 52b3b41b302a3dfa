import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { parseInput } from '../kernel/parse.ts';
import { Secret } from '../kernel/secret.ts';
import { findSource } from './find-source.ts';
import { makeSourceSecret } from './make-source-secret.ts';
import type { SourceDeps } from './source-deps.ts';

const newSecretSchema = z.strictObject({
  sourceId: z.string(),
  /** One that the sender dictates, in the kind's form. */
  secret: z.instanceof(Secret).optional(),
});

/** A new secret, with the one chance to see it. */
export interface AddedSourceSecret {
  readonly secretId: string;
  readonly secret: Secret;
}

/**
 * Gives a source a second secret, so that the sender can change over while both are good. Remove the old one when its
 * last use lies behind the change.
 * @throws AppError `input-invalid`; `not-found`; `not-allowed`; `refused` when it has two already.
 */
export async function addSourceSecret(
  deps: SourceDeps,
  actor: Actor,
  input: z.input<typeof newSecretSchema>,
): Promise<AddedSourceSecret> {
  const { sourceId, secret: given } = parseInput(newSecretSchema, input, 'The secret');
  const source = await findSource(deps, actor, sourceId);
  authorize(actor, 'change', source.level);
  const { clear, stored } = makeSourceSecret(deps, { sourceId: source.id, kind: source.kind, given });
  const changes = [{ field: `secret ${stored.id}`, before: null, after: 'set' }];
  const { level } = source;
  const audit = newAuditEntry(
    { actor, action: 'source.secret-added', level, subject: source.id, changes },
    deps,
  );
  const outcome = await deps.storage.sources.addSecret(source.id, stored, audit);
  switch (outcome) {
    case 'added':
      return { secretId: stored.id, secret: clear };
    case 'two-already':
      throw new AppError(
        'refused',
        `The source "${source.name}" has two secrets already. Remove the one that its sender no longer uses first.`,
      );
    case 'not-found':
      throw new AppError('not-found', `There is no source "${source.name}" any more.`);
    default:
      return outcome satisfies never;
  }
}
