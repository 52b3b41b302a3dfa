import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { parseInput } from '../kernel/parse.ts';
import { findQuarantined, notHeld } from './find-quarantined.ts';
import type { QuarantineStore } from './quarantine-store.ts';

const dismissSchema = z.strictObject({ id: z.string().trim().min(1).max(100) });

/** Input of {@link dismissQuarantined}. */
export type DismissQuarantinedInput = z.input<typeof dismissSchema>;

/**
 * Says that nothing is to become of a quarantined report. It can still be looked at.
 * @throws AppError `not-found`; `refused` when it is not held any more.
 */
export async function dismissQuarantined(
  deps: {
    readonly storage: { readonly quarantine: Pick<QuarantineStore, 'find' | 'dismiss'> };
    readonly clock: Clock;
    readonly newId: NewId;
  },
  actor: Actor,
  input: DismissQuarantinedInput,
): Promise<{ readonly id: string }> {
  const { id } = parseInput(dismissSchema, input, 'The dismissal');
  const { quarantine } = deps.storage;
  const { report } = await findQuarantined(quarantine, { actor, action: 'change', id });
  const changes = [{ field: 'state', before: report.state, after: 'dismissed' }];
  const audit = newAuditEntry(
    { actor, action: 'quarantine.dismissed', level: report.level, subject: id, changes },
    deps,
  );
  if ((await quarantine.dismiss(id, audit)) !== 'dismissed') throw notHeld(report);
  return { id };
}
