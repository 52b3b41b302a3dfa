import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Level } from '../kernel/level.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { HostPolicy, Revision, TestResult } from './mail-settings.ts';

/** What a level has now. */
export interface LevelSettings {
  readonly active: Revision | null;
  readonly draft: Revision | null;
  /** The highest number ever given, 0 when there is none: what a change was based on. */
  readonly head: number;
}

/**
 * Revisions to add; each must be numbered right after the one before, the first `expectedHead + 1`. A new draft supersedes
 * the draft there is, a new active revision supersedes the active one (and, when `dropDraft`, the draft too). Deliveries held
 * for want of usable settings at this level become due again when `releaseHeld`.
 */
export interface SettingsSave {
  readonly level: Level;
  readonly expectedHead: number;
  /** Id of the active revision that the change was based on, null when there was none; absent: whichever it is. */
  readonly expectedActive?: string | null;
  readonly revisions: readonly Revision[];
  readonly dropDraft: boolean;
  readonly releaseHeld: boolean;
  readonly audit: readonly AuditEntry[];
  /** Epoch milliseconds: when released deliveries are due. */
  readonly now: number;
}

/** Mail settings as stored. Every operation is atomic and writes its audit entries with it. */
export interface SettingsStore {
  load(level: Level): Promise<LevelSettings>;
  /**
   * Adds revisions in order. Answers `conflict` when someone else saved meanwhile (`expectedHead` is not the head any more)
   * or activated the draft (`expectedActive` is not the active revision any more; activating leaves the head as it is):
   * nothing is written then.
   */
  save(change: SettingsSave): Promise<'saved' | 'conflict'>;
  /** Makes the draft active, superseding the active revision; releases held deliveries as `save` does. */
  activate(change: {
    readonly level: Level;
    readonly revisionId: string;
    readonly audit: readonly AuditEntry[];
    readonly now: number;
  }): Promise<'activated' | 'conflict'>;
  /** @throws AppError `not-found`. */
  recordTest(revisionId: string, test: TestResult, audit: AuditEntry): Promise<void>;
  findRevision(level: Level, number: number): Promise<Revision | null>;
  /** Newest first. */
  history(level: Level, page: PageRequest): Promise<Page<Revision>>;
  /** Revisions that hold a secret sealed with another key than `keyId`: for resealing. */
  sealedWithOtherKey(keyId: string, limit: number): Promise<readonly Revision[]>;
  /** Replaces the secrets of one revision by the same secrets under another key. False when it was changed meanwhile. */
  reseal(revisionId: string, before: Revision['layer'], after: Revision['layer']): Promise<boolean>;
  policy(): Promise<HostPolicy>;
  /** Deliveries of all levels that are held for want of usable settings become due again: the policy may have held them. */
  savePolicy(
    before: HostPolicy,
    after: HostPolicy,
    change: { readonly audit: readonly AuditEntry[]; readonly now: number },
  ): Promise<'saved' | 'conflict'>;
}
