import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import type { CanaryDeps } from './canary-deps.ts';
import { NO_CANARY } from './no-canary.ts';
import { scheduleWords } from './schedule-words.ts';

const removeSchema = z.strictObject({ level: levelSchema });

/**
 * Takes the canary of a level away. One that is in the outbox still goes out.
 * @throws AppError `not-allowed`; `not-found` when the level has none.
 */
export async function removeCanary(
  deps: Pick<CanaryDeps, 'clock' | 'newId'> & { readonly storage: Pick<CanaryDeps['storage'], 'canaries'> },
  actor: Actor,
  input: z.input<typeof removeSchema>,
): Promise<void> {
  const { level } = parseInput(removeSchema, input, 'The request for the canary');
  authorize(actor, 'change', level);
  const { canaries } = deps.storage;
  const before = await canaries.find(level);
  if (before === null) throw new AppError('not-found', NO_CANARY);
  const changes = [
    { field: 'address', before: before.address, after: null },
    { field: 'schedule', before: scheduleWords.write(before.schedule), after: null },
  ];
  const audit = newAuditEntry({ actor, action: 'canary.removed', level, subject: null, changes }, deps);
  if ((await canaries.remove(level, audit)) === 'not-found') throw new AppError('not-found', NO_CANARY);
}
