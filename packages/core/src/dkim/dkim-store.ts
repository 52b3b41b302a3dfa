import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Sealed } from '../kernel/sealer.ts';
import type { DkimKey, DkimKeyName } from './dkim-key.ts';

/** DKIM keys as stored. All but {@link DkimStore.reseal} is a change of the configuration. */
export interface DkimStore {
  /** `exists` when the level has a key for the domain already. */
  add(key: DkimKey, audit: AuditEntry): Promise<'added' | 'exists'>;
  /** False when this key is gone, or is so already. */
  setEnabled(key: DkimKeyName, enabled: boolean, audit: AuditEntry): Promise<boolean>;
  /** False when this key is gone. */
  remove(key: DkimKeyName, audit: AuditEntry): Promise<boolean>;
  /** Replaces what is sealed; false when it was replaced meanwhile, or is gone. */
  reseal(key: DkimKeyName, before: Sealed, after: Sealed): Promise<boolean>;
  /** Oldest first. */
  list(): Promise<readonly DkimKey[]>;
}
