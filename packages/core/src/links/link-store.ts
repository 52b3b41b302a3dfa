import type { Level } from '../kernel/level.ts';
import type { OneTimeLink } from './one-time-link.ts';

/** One-time links as stored. None of it is configuration. */
export interface LinkStore {
  add(link: OneTimeLink): Promise<void>;
  findByTokenHash(tokenHash: string): Promise<OneTimeLink | null>;
  /** Marks it used, once: `not-open` when it was used, withdrawn or has expired. */
  use(id: string, now: number): Promise<'used' | 'not-open'>;
  /** Withdraws, which is forgets, all links of that kind at that level that were not used; gives how many. */
  withdraw(filter: { readonly level: Level; readonly kind: 'secret' | 'arrival' }): Promise<number>;
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
  /** Forgets links that expired before. */
  purge(before: number): Promise<void>;
}
