import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { parseInput } from '../kernel/parse.ts';
import { findSource } from './find-source.ts';
import type { SourceDeps } from './source-deps.ts';
import type { Source } from './source.ts';

const stateSchema = z.strictObject({
  sourceId: z.string(),
  state: z.enum(['enabled', 'disabled'], { error: 'The state must be "enabled" or "disabled".' }),
});

/**
 * Opens or closes a source. A disabled one answers like one that does not exist.
 * @throws AppError `input-invalid`; `not-found`; `not-allowed`.
 */
export async function setSourceState(
  deps: SourceDeps,
  actor: Actor,
  input: z.input<typeof stateSchema>,
): Promise<{ readonly outcome: 'changed' | 'unchanged'; readonly source: Source }> {
  const { sourceId, state } = parseInput(stateSchema, input, 'The change of the source');
  const source = await findSource(deps, actor, sourceId);
  authorize(actor, 'change', source.level);
  if (source.state === state) return { outcome: 'unchanged', source };
  const changes = [{ field: 'state', before: source.state, after: state }];
  const { level } = source;
  const audit = newAuditEntry({ actor, action: 'source.changed', level, subject: source.id, changes }, deps);
  const outcome = await deps.storage.sources.setState(source.id, state, audit);
  switch (outcome) {
    case 'changed':
      return { outcome, source: { ...source, state } };
    case 'not-found':
      throw new AppError('not-found', `There is no source "${source.name}" any more.`);
    default:
      return outcome satisfies never;
  }
}
