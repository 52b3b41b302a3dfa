import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { limitPerMinuteSchema } from '../kernel/limit-per-minute.ts';
import { parseInput } from '../kernel/parse.ts';
import { findSource } from './find-source.ts';
import type { SourceDeps } from './source-deps.ts';
import type { Source } from './source.ts';

const limitSchema = z.strictObject({
  sourceId: z.string(),
  limitPerMinute: limitPerMinuteSchema,
});

/**
 * Says how many webhooks of a source are taken in a minute; what is above is answered 429. The limit of its organization
 * holds besides.
 * @throws AppError `input-invalid`; `not-found`; `not-allowed`.
 */
export async function setSourceLimit(
  deps: Pick<SourceDeps, 'storage' | 'clock' | 'newId'>,
  actor: Actor,
  input: z.input<typeof limitSchema>,
): Promise<{ readonly outcome: 'changed' | 'unchanged'; readonly source: Source }> {
  const { sourceId, limitPerMinute } = parseInput(limitSchema, input, 'The limit of the source');
  const source = await findSource(deps, actor, sourceId);
  const { id, level, name } = source;
  authorize(actor, 'change', level);
  if (source.limitPerMinute === limitPerMinute) return { outcome: 'unchanged', source };
  const changes = [{ field: 'limitPerMinute', before: source.limitPerMinute, after: limitPerMinute }];
  const audit = newAuditEntry({ actor, action: 'source.changed', level, subject: id, changes }, deps);
  const outcome = await deps.storage.sources.setLimit(id, limitPerMinute, audit);
  switch (outcome) {
    case 'changed':
      return { outcome, source: { ...source, limitPerMinute } };
    case 'not-found':
      throw new AppError('not-found', `There is no source "${name}" any more.`);
    default:
      return outcome satisfies never;
  }
}
