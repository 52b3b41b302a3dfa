import { sql } from './drizzle.ts';
import type { AuditEntry } from '../../../audit/audit-entry.ts';
import { auditCodec } from '../records/audit-codec.ts';
import { audit, meta } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Writes audit entries; to be called inside the transaction of the change that they tell of. */
export function writeAudit({ orm }: SqliteConnection, entries: readonly AuditEntry[]): void {
  for (const entry of entries) orm.insert(audit).values(auditCodec.toRow(entry)).run();
}

/** Writes the audit entries of a change of the configuration and counts it, inside that change's transaction. */
export function configurationChanges(connection: SqliteConnection, entries: readonly AuditEntry[]): void {
  writeAudit(connection, entries);
  connection.orm
    .update(meta)
    .set({ configurationVersion: sql`${meta.configurationVersion} + 1` })
    .run();
}
