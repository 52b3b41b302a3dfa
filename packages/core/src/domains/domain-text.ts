import type { Localized } from '../kernel/language.ts';

/** One thing that can be found out about a sender's domain, in words. */
export interface DomainText {
  readonly subject: 'spf' | 'dkim' | 'dmarc';
  /** `wrong`: mail is refused or filed as junk for it. `advice`: it works, and could work better. `unknown`: DNS does not tell. */
  readonly state: 'good' | 'advice' | 'wrong' | 'unknown';
  readonly says: Localized;
  /** What to do; null when there is nothing. */
  readonly cure: Localized | null;
}
