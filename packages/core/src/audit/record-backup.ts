import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { HOST } from '../kernel/level.ts';
import type { AuditStore } from './audit-store.ts';
import { newAuditEntry } from './new-audit-entry.ts';

/** What {@link recordBackup} works on. */
export interface RecordBackupDeps {
  readonly storage: { readonly audit: Pick<AuditStore, 'append'> };
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * Notes that a backup was made, for those who ask when the last one was. The backup itself does not have the note.
 * @throws AppError `not-allowed`, `storage-unavailable`.
 */
export async function recordBackup(deps: RecordBackupDeps, actor: Actor): Promise<void> {
  authorize(actor, 'administer-system', HOST);
  const entry = { actor, action: 'database.backed-up', level: HOST, subject: null, changes: [] } as const;
  await deps.storage.audit.append(newAuditEntry(entry, deps));
}
