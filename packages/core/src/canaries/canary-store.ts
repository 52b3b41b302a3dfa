import type { AuditEntry } from '../audit/audit-entry.ts';
import type { PlannedEvent } from '../intake/intake-store.ts';
import type { Level } from '../kernel/level.ts';
import type { Canary, SentCanary } from './canary.ts';

/** What people decide of a canary. */
export type CanaryPlan = Pick<Canary, 'level' | 'address' | 'schedule' | 'nextAt' | 'setBy' | 'setAt'>;

/** A canary that goes out. */
export interface CanaryDispatch {
  readonly level: Level;
  /** Of the canary that it was made from. */
  readonly expectedVersion: number;
  readonly nextAt: number;
  readonly last: SentCanary;
  /** The event with its one delivery, due at `last.sentAt`. */
  readonly mail: PlannedEvent;
}

/** Canaries as stored, one a level. They are no configuration that anything caches. */
export interface CanaryStore {
  /** Sets a level's canary, in the place of the one that it had; what was sent stays remembered. */
  set(plan: CanaryPlan, audit: AuditEntry): Promise<void>;
  remove(level: Level, audit: AuditEntry): Promise<'removed' | 'not-found'>;
  find(level: Level): Promise<Canary | null>;
  /** By the key of the level. */
  list(): Promise<readonly Canary[]>;
  /**
   * Puts the mail into the outbox and moves the due time on, in one commit. False, and nothing is stored, when the canary
   * was changed or sent since that version, or removed: of all who try to send one, one does.
   * @param audit null when nobody asked for it: it was due
   */
  send(dispatch: CanaryDispatch, audit: AuditEntry | null): Promise<boolean>;
  /** Notes what became of the last one. False with a stale version; then nothing is stored. */
  conclude(conclusion: {
    readonly level: Level;
    readonly expectedVersion: number;
    readonly last: SentCanary;
    readonly deliveredAt: number | null;
  }): Promise<boolean>;
}
