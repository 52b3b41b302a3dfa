import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { MINUTE } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import type { Canary } from './canary.ts';
import type { CanaryDeps } from './canary-deps.ts';
import { NO_CANARY } from './no-canary.ts';
import { PATIENCE } from './canary-times.ts';
import { planCanary } from './plan-canary.ts';

const sendSchema = z.strictObject({ level: levelSchema });

/** Between two that are asked for. */
const PAUSE = 1 * MINUTE;

/**
 * Puts a canary into the outbox now, whenever the next one is due: gives it with the one under way. A process that sends mail
 * takes it from there.
 * @throws AppError `not-allowed`; `not-found` when the level has none; `refused` when one was sent a moment ago.
 */
export async function sendCanary(
  deps: CanaryDeps,
  actor: Actor,
  input: z.input<typeof sendSchema>,
): Promise<Canary> {
  const { level } = parseInput(sendSchema, input, 'The request for the canary');
  authorize(actor, 'change', level);
  const { canaries, organizations } = deps.storage;
  const canary = await canaries.find(level);
  if (canary === null) throw new AppError('not-found', NO_CANARY);
  const now = deps.clock.now();
  if (canary.last !== null && now - canary.last.sentAt < PAUSE) throw tooSoon();
  const organization = level.kind === 'host' ? null : await organizations.findById(level.organizationId);
  const { nextAt } = canary;
  const dispatch = planCanary(canary, {
    organization,
    now,
    nextAt,
    inTimeUntil: now + PATIENCE,
    newId: deps.newId,
  });
  const { deliveryId } = dispatch.last;
  const changes = [{ field: 'delivery', before: null, after: deliveryId }];
  const audit = newAuditEntry({ actor, action: 'canary.sent', level, subject: null, changes }, deps);
  if (!(await canaries.send(dispatch, audit))) throw tooSoon();
  return { ...canary, last: dispatch.last, version: canary.version + 1 };
}

function tooSoon(): AppError {
  return new AppError('refused', 'A canary was sent less than a minute ago. Look at that one.');
}
