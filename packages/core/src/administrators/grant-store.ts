import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Grant } from './grant.ts';

/** Rights as stored, and the one-time code by which the first system administrator makes themselves known. */
export interface GrantStore {
  /** Adds it, or says that the holder has this right at this level already. */
  add(grant: Grant, audit: AuditEntry): Promise<'added' | 'known'>;
  /**
   * Removes a grant. The last one that names a person at the host stays, unless `othersRemain`: somebody administers the
   * system by configuration. (A group may be empty, so it does not count.)
   */
  remove(
    change: { readonly id: string; readonly othersRemain: boolean },
    audit: AuditEntry,
  ): Promise<'removed' | 'not-found' | 'last-system-administrator'>;
  /** All, oldest first. */
  list(): Promise<readonly Grant[]>;
  /**
   * Makes this the only code that can be claimed, unless a person administers the host already. Only a hash is kept. The
   * code ends for good once a person is granted the host in whichever way.
   */
  offerClaim(offer: {
    readonly codeHash: string;
    /** Epoch milliseconds. */
    readonly expiresAt: number;
  }): Promise<'offered' | 'administered'>;
  /**
   * Uses the code up and adds the grant, in one commit; `not-valid` when it is another code, too late, used, or a person
   * administers the host already.
   */
  claim(
    claim: { readonly codeHash: string; readonly now: number; readonly grant: Grant },
    audit: AuditEntry,
  ): Promise<'claimed' | 'not-valid'>;
}
