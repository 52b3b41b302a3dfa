import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import type { SettingsDeps } from './settings-deps.ts';

const testSchema = z.strictObject({
  /** The level whose revision was tested: the owner of the connection. */
  level: levelSchema,
  number: z.int().min(1),
  outcome: z.enum(['passed', 'failed']),
  /** The closed reason of a failure; null when it passed. */
  reason: z.string().max(100).nullable(),
});

/** Input of {@link recordTest}. */
export type RecordTestInput = z.input<typeof testSchema>;

/**
 * Writes down what the test of a revision came to. Activates nothing.
 * @throws AppError `not-allowed`, `not-found`.
 */
export async function recordTest(deps: SettingsDeps, actor: Actor, input: RecordTestInput): Promise<void> {
  const { level, number, outcome, reason } = parseInput(testSchema, input, 'The result of the test');
  authorize(actor, 'change', level);
  const store = deps.storage.settings;
  const revision = await store.findRevision(level, number);
  if (revision === null) throw new AppError('not-found', `There is no revision ${number} here.`);
  const changes = [
    { field: 'outcome', before: revision.test?.outcome ?? null, after: outcome },
    ...(reason === null ? [] : [{ field: 'reason', before: revision.test?.reason ?? null, after: reason }]),
  ];
  const entry = newAuditEntry(
    { actor, action: 'settings.tested', level, subject: revision.id, changes },
    deps,
  );
  await store.recordTest(revision.id, { outcome, at: deps.clock.now(), reason }, entry);
}
