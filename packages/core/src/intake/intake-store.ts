import type { AutomationEvent } from '../events/automation-event.ts';
import type { PlanRecovery } from '../alerts/plan-recovery.ts';
import type { PlannedDelivery } from '../alerts/planned-delivery.ts';
import type { Level } from '../kernel/level.ts';

/** An event that is about to be stored, with the deliveries that it means unless it folds. */
export interface PlannedEvent {
  readonly id: string;
  readonly event: AutomationEvent;
  readonly deliveries: readonly QueuedDelivery[];
  /** For an event that ends a trouble: what each who was told of it gets. Asked within the commit, so it waits for nothing. */
  readonly planRecovery: PlanRecovery<QueuedDelivery> | null;
}

/** A planned delivery that is ready to be stored. */
export interface QueuedDelivery extends PlannedDelivery {
  readonly id: string;
  readonly priority: 0 | 1;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** What one request brings. */
export interface Report {
  /** Id of the report, and of its first event. */
  readonly id: string;
  readonly sourceId: string;
  readonly level: Level;
  /** The secret that verified it, to mark as used. */
  readonly secretId: string;
  /** Within the source, two reports with the same key are the same one. At most 100 characters. */
  readonly dedupeKey: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly content:
    | { readonly kind: 'events'; readonly events: readonly PlannedEvent[] }
    | {
        readonly kind: 'quarantine';
        readonly reason: QuarantineReason;
        readonly explanation: string;
        readonly contentType: string;
        readonly body: Uint8Array;
      };
}

/** Why a report could not be turned into mail: a closed set. */
export const QUARANTINE_REASONS = [
  'not-json',
  'wrong-shape',
  'too-deep',
  'duplicate-keys',
  'too-many-events',
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** What became of a report. */
export type Acceptance =
  | {
      readonly kind: 'accepted';
      readonly reportId: string;
      readonly eventIds: readonly string[];
      readonly deliveries: number;
      readonly folded: number;
    }
  | { readonly kind: 'quarantined'; readonly reportId: string }
  /** It was stored before, under this id. */
  | { readonly kind: 'repeat'; readonly reportId: string };

/** Stores what arrives. */
export interface IntakeStore {
  /**
   * Stores all reports in one durable commit, in order; each gets its answer at the same place. A report whose key is
   * known changes nothing (also within the batch). An event is stored without the deliveries to addresses that had mail
   * about an event of the same fold key and level received less than `foldingWindow` milliseconds before or after; one
   * that has none left for that reason counts as folded. Mail that is paced joins the one that gathers for the same rule and
   * address, or opens it; such events count among `deliveries` like those with a mail of their own. An event that reports a
   * trouble is noted for each address that it is mailed to; what comes of the same trouble later answers that mail. One that
   * ends it is mailed to all who were told, unless none of those mails arrived or still may; copies find nothing to end. Marks the secrets as used, to the minute.
   * @throws AppError `storage-unavailable`; then nothing of the batch is stored.
   */
  accept(reports: readonly Report[], foldingWindow: number): Promise<readonly Acceptance[]>;
}
