import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Level } from '../kernel/level.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { PlannedEvent, QuarantineReason } from './intake-store.ts';

/** A report in quarantine. */
export interface QuarantinedReport {
  readonly id: string;
  readonly sourceId: string;
  readonly level: Level;
  readonly reason: QuarantineReason;
  /** A sentence: where in the payload, and what was expected. */
  readonly explanation: string;
  readonly contentType: string;
  /** The body's size in bytes. */
  readonly size: number;
  readonly state: 'held' | 'replayed' | 'dismissed';
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** Quarantine as stored. */
export interface QuarantineStore {
  list(
    filter: { readonly level?: Level; readonly state?: QuarantinedReport['state'] },
    page: PageRequest,
  ): Promise<Page<QuarantinedReport>>;
  find(id: string): Promise<{ readonly report: QuarantinedReport; readonly body: Uint8Array } | null>;
  /**
   * Stores the events that the report turned out to hold and marks it replayed, in one commit. They were received when
   * the report was, their deliveries are due now, and none of them folds.
   */
  replay(change: {
    readonly id: string;
    readonly events: readonly PlannedEvent[];
    readonly now: number;
    readonly audit: AuditEntry;
  }): Promise<'replayed' | 'not-found' | 'not-held'>;
  dismiss(id: string, audit: AuditEntry): Promise<'dismissed' | 'not-found' | 'not-held'>;
  /** How many are held, for metrics and the doctor. */
  heldCount(): Promise<number>;
}
