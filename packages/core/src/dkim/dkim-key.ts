import type { Sealed } from '../kernel/sealer.ts';
import { levelKey, type Level } from '../kernel/level.ts';

/** A key that signs the mail of one level from one domain (RFC 6376). One a level and domain. */
export interface DkimKey {
  readonly level: Level;
  /** In ASCII, lower case. */
  readonly domain: string;
  /** Where below `_domainkey` of the domain its public half is published. */
  readonly selector: string;
  /** SubjectPublicKeyInfo in base64, as it is published. */
  readonly publicKey: string;
  /** The private half as PEM; opens at {@link dkimPlace} alone. */
  readonly sealed: Sealed;
  /** Whether mail is signed with it. */
  readonly enabled: boolean;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** What tells one key from another, and from a later one in its place. */
export type DkimKeyName = Pick<DkimKey, 'level' | 'domain' | 'selector'>;

/** The place that a private key is sealed for. */
export function dkimPlace({ level, domain, selector }: DkimKeyName): string {
  return `dkim:${levelKey(level)}:${domain}:${selector}`;
}
