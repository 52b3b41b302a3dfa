import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Silence } from './silence.ts';

/** Silences as stored. They are configuration: each change counts in its version. */
export interface SilenceStore {
  add(silence: Silence, audit: AuditEntry): Promise<void>;
  /** Makes it end at that moment, unless it ends by then anyway. @param change.at epoch milliseconds */
  end(change: {
    readonly id: string;
    readonly at: number;
    readonly audit: AuditEntry;
  }): Promise<'ended' | 'not-found' | 'over'>;
  /** All silences, those that are over too: they explain why there was no mail. Oldest first. */
  list(): Promise<readonly Silence[]>;
  find(id: string): Promise<Silence | null>;
}
