import { sql } from './drizzle.ts';
import type { AuditEntry } from '../../../audit/audit-entry.ts';
import { auditCodec } from '../records/audit-codec.ts';
import { changeChannel } from './change-channel.ts';
import { audit, meta } from './schema.ts';
import type { Session } from './session.ts';

/** Writes audit entries; to be called inside the transaction of the change that they tell of. */
export async function writeAudit({ orm }: Session, entries: readonly AuditEntry[]): Promise<void> {
  for (const entry of entries) await orm.insert(audit).values(auditCodec.toRow(entry));
}

/** Writes the audit entries of a change of the configuration, counts it, and tells the other processes of it once it is committed. */
export async function configurationChanges(session: Session, entries: readonly AuditEntry[]): Promise<void> {
  await writeAudit(session, entries);
  await session.orm.update(meta).set({ configurationVersion: sql`${meta.configurationVersion} + 1` });
  await session.orm.execute(changeChannel.notify('configuration'));
}
