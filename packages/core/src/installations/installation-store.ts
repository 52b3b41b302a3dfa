import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Sealed } from '../kernel/sealer.ts';
import type { Installation } from './installation.ts';

/** Installations as stored, one a workspace. None of it is configuration. */
export interface InstallationStore {
  /** Keeps it; an earlier one of that workspace gives way. */
  save(installation: Installation, audit: AuditEntry): Promise<void>;
  find(teamId: string): Promise<Installation | null>;
  /** Oldest first. */
  list(): Promise<readonly Installation[]>;
  /** Replaces what is sealed; false when it was replaced meanwhile, or is gone. */
  reseal(teamId: string, before: Sealed, after: Sealed): Promise<boolean>;
  /** Forgets this installation; false when it is gone, or a later one has come in its place. */
  remove(installation: Pick<Installation, 'teamId' | 'installedAt'>, audit: AuditEntry): Promise<boolean>;
}
