import type { Sealed } from '../kernel/sealer.ts';

/** What is kept of one way of getting access tokens, for all processes. */
export interface KeptToken {
  /** What the tokens are for, in a form that tells nothing: the same sign-in has the same id in every process. */
  readonly id: string;
  /** The access token, and the refresh token that the endpoint gave in the place of the one entered, if it did; see {@link tokenPlace}. */
  readonly sealed: Sealed;
  /** When the access token was given, and when it ends; epoch milliseconds, both. */
  readonly givenAt: number;
  readonly expiresAt: number;
}

/** Where a kept token is sealed for. The number is the form's version. */
export function tokenPlace(id: string): string {
  return `access-token/1 ${JSON.stringify([id])}`;
}

/** How a lease on asking for a token is taken. Epoch milliseconds. */
export interface TokenLease {
  readonly leaseToken: string;
  readonly now: number;
  /** From then on another may take it: its holder has died. */
  readonly until: number;
  /** What was not renewed since is of no use to anybody, and is forgotten along the way. */
  readonly forgetBefore: number;
}

/**
 * Access tokens shared by processes. Whoever asks the endpoint holds a lease, so that a refresh token which can be used
 * once is not used by two, and what one has got is there for all.
 */
export interface AccessTokenStore {
  find(id: string): Promise<KeptToken | null>;
  /** Takes the lease and gives what is kept now; `taken` while another holds it. */
  lease(id: string, lease: TokenLease): Promise<{ readonly kept: KeptToken | null } | 'taken'>;
  /** Keeps this from now on and ends the lease. False with a stale lease token; then nothing is stored. */
  renew(token: KeptToken, leaseToken: string): Promise<boolean>;
  /** Ends the lease; what is kept stays as it is. */
  release(id: string, leaseToken: string): Promise<void>;
  /** Everything that is kept, by id. */
  list(): Promise<readonly KeptToken[]>;
  /** Replaces the sealed value as long as it is still the one that was read. */
  reseal(id: string, before: Sealed, after: Sealed): Promise<boolean>;
}
