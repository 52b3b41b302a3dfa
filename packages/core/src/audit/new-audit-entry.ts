import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { AuditEntry } from './audit-entry.ts';

/** Stamps an audit entry with its id and time. */
export function newAuditEntry(
  parts: Omit<AuditEntry, 'id' | 'at'>,
  { clock, newId }: { readonly clock: Clock; readonly newId: NewId },
): AuditEntry {
  return { id: newId(), at: clock.now(), ...parts };
}
