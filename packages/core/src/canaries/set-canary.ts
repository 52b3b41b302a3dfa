import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { AuditChange } from '../audit/audit-entry.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { nextDigestAt } from '../alerts/digest-times.ts';
import type { DigestSchedule } from '../alerts/rule-pace.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { mailAddressSchema } from '../kernel/mail-address.ts';
import { parseInput } from '../kernel/parse.ts';
import { requireLevel } from '../organizations/require-level.ts';
import type { Canary } from './canary.ts';
import type { CanaryDeps } from './canary-deps.ts';
import type { CanaryPlan } from './canary-store.ts';
import { scheduleWords } from './schedule-words.ts';
import { timeZoneOfLevel } from './time-zone-of-level.ts';

const setSchema = z.strictObject({
  level: levelSchema,
  address: mailAddressSchema,
  /** As {@link scheduleWords} reads it. */
  schedule: z.string().trim().min(1).max(200).default(scheduleWords.usual),
});

/** Input of {@link setCanary}. */
export type SetCanaryInput = z.input<typeof setSchema>;

/**
 * Sets the canary of a level, in the place of the one that it had. The first one goes out when it is due; `sendCanary` sends
 * one at once.
 * @throws AppError `input-invalid`; `not-allowed`; `not-found` for the organization.
 */
export async function setCanary(deps: CanaryDeps, actor: Actor, input: SetCanaryInput): Promise<Canary> {
  const { level, address, schedule: words } = parseInput(setSchema, input, 'The canary');
  authorize(actor, 'change', level);
  const { canaries, organizations } = deps.storage;
  await requireLevel(organizations, level);
  const schedule = readSchedule(words);
  const setAt = deps.clock.now();
  const nextAt = nextDigestAt(schedule, setAt, await timeZoneOfLevel(organizations, level));
  const before = await canaries.find(level);
  const plan: CanaryPlan = { level, address, schedule, nextAt, setBy: actor, setAt };
  const changes = changesOf(before, plan);
  const audit = newAuditEntry({ actor, action: 'canary.set', level, subject: null, changes }, deps);
  await canaries.set(plan, audit);
  return (await canaries.find(level)) ?? { ...plan, last: null, deliveredAt: null, version: setAt };
}

function readSchedule(words: string): DigestSchedule {
  const schedule = scheduleWords.read(words);
  if (schedule === null)
    throw invalid(
      `"${words}" is no schedule: write "every 6h", "06:00", "weekdays at 06:00" or "daily at 06:00, 14:00".`,
    );
  if (schedule === 'too-close') throw invalid('Canaries are at least 15 minutes apart.');
  if (schedule === 'too-far') throw invalid('Canaries are at most 7 days apart.');
  return schedule;
}

function invalid(message: string): AppError {
  return new AppError('input-invalid', message, { issues: [{ path: 'schedule', message }] });
}

function changesOf(before: Canary | null, after: CanaryPlan): readonly AuditChange[] {
  const old = before === null ? null : scheduleWords.write(before.schedule);
  return [
    { field: 'address', before: before?.address ?? null, after: after.address },
    { field: 'schedule', before: old, after: scheduleWords.write(after.schedule) },
  ].filter((change) => change.before !== change.after);
}
