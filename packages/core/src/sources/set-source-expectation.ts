import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { DAY, MINUTE } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { parseInput } from '../kernel/parse.ts';
import { findSource } from './find-source.ts';
import type { SourceDeps } from './source-deps.ts';
import type { Source } from './source.ts';

/** When a request came is known to the minute, so less than this could be wrong. */
const SHORTEST = 5 * MINUTE;
const LONGEST = 366 * DAY;
const error = 'Give 5 minutes to 366 days, in milliseconds, or null.';

const expectationSchema = z.strictObject({
  sourceId: z.string(),
  /** Milliseconds; null: it may be silent. */
  expectedEvery: z.int({ error }).min(SHORTEST, { error }).max(LONGEST, { error }).nullable(),
});

/**
 * Says how often a source is to be heard of: one that is silent for longer is an incident.
 * @throws AppError `input-invalid`; `not-found`; `not-allowed`.
 */
export async function setSourceExpectation(
  deps: Pick<SourceDeps, 'storage' | 'clock' | 'newId'>,
  actor: Actor,
  input: z.input<typeof expectationSchema>,
): Promise<{ readonly outcome: 'changed' | 'unchanged'; readonly source: Source }> {
  const { sourceId, expectedEvery } = parseInput(expectationSchema, input, 'The expectation of the source');
  const source = await findSource(deps, actor, sourceId);
  const { id, level, name } = source;
  authorize(actor, 'change', level);
  if (source.expectedEvery === expectedEvery) return { outcome: 'unchanged', source };
  const changes = [{ field: 'expectedEvery', before: source.expectedEvery, after: expectedEvery }];
  const audit = newAuditEntry({ actor, action: 'source.changed', level, subject: id, changes }, deps);
  const outcome = await deps.storage.sources.setExpectation(id, expectedEvery, audit);
  switch (outcome) {
    case 'changed':
      return { outcome, source: { ...source, expectedEvery } };
    case 'not-found':
      throw new AppError('not-found', `There is no source "${name}" any more.`);
    default:
      return outcome satisfies never;
  }
}
