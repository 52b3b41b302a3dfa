import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Sealed } from '../kernel/sealer.ts';
import type { SettingsSave } from '../settings/settings-store.ts';
import type { OneTimeLink } from './one-time-link.ts';

/** One use of a link, with all that it changes. */
export interface LinkUse {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly audit: AuditEntry;
  /** Settings that are saved by it; null: none. */
  readonly settings: SettingsSave | null;
}

/** One-time links as stored. None of it is configuration, but for the settings that a use saves. */
export interface LinkStore {
  /** Adds it, in place of the open links that `supersedesLink` names. */
  add(link: OneTimeLink): Promise<void>;
  findByTokenHash(tokenHash: string): Promise<OneTimeLink | null>;
  /**
   * Uses it, once, and saves what comes with it, in one commit: the settings given, and `arrivedAt` of its revision. `not-open` when it was used, has expired or is forgotten;
   * `conflict` as by `SettingsStore.save`, and then it stays open. Nothing is written in either case.
   */
  use(use: LinkUse): Promise<'used' | 'not-open' | 'conflict'>;
  /** Changes how the app finds its way back to the person, as long as nobody has answered. */
  updateReply(id: string, reply: Sealed): Promise<void>;
  /**
   * Takes the used links that somebody waits for (`reply`) and nobody has answered, oldest first; until `leaseUntil` no
   * other process gets them.
   */
  takeUsed(request: {
    readonly now: number;
    readonly leaseUntil: number;
    readonly limit: number;
  }): Promise<readonly OneTimeLink[]>;
  /** The person was answered: nobody gets it again. */
  answered(id: string): Promise<void>;
  /** Forgets links that expired before; tells how many. */
  purge(before: number): Promise<number>;
}
