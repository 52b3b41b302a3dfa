import type { AuditEntry } from '../audit/audit-entry.ts';
import { HOST } from '../kernel/level.ts';
import type { NewId } from '../kernel/ids.ts';
import { FAKE_START } from './fake-clock.ts';

/** An audit entry of the command line at the host level, changed by what the test cares about. */
export function buildAuditEntry(newId: NewId, overrides: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: overrides.id ?? newId(),
    at: FAKE_START,
    actor: { kind: 'command-line', name: 'root' },
    action: 'settings.activated',
    level: HOST,
    subject: null,
    changes: [],
    ...overrides,
  };
}
