import { z } from 'zod';
import { DAY, type Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { NewId } from '../../kernel/ids.ts';
import type { Sealer } from '../../kernel/sealer.ts';
import { Secret } from '../../kernel/secret.ts';
import { tokenPlace, type AccessTokenStore, type KeptToken } from '../../smtp/access-token-store.ts';

/** Where tokens are kept for all processes. */
export interface TokenKeeping {
  readonly store: AccessTokenStore;
  readonly sealer: Sealer;
  readonly newId: NewId;
}

/** A kept token, opened. */
export interface OpenedToken {
  readonly access: Secret;
  /** What the endpoint gave in the place of the refresh token that was entered; null: nothing. */
  readonly refresh: Secret | null;
  /** Epoch milliseconds, both. */
  readonly givenAt: number;
  readonly expiresAt: number;
}

/** The right to ask for the token of one id. */
export interface HeldLease {
  readonly kept: OpenedToken | null;
  /** Keeps what was got, before anybody uses it. When the lease has run out meanwhile, what another got stays. */
  renew(token: OpenedToken): Promise<void>;
  release(): Promise<void>;
}

/** Twice the life of an unused refresh token at Microsoft, which is the longest that is known. */
const FORGOTTEN_AFTER = 180 * DAY;

/** Seals and opens what is kept of access tokens. */
export class TokenVault {
  readonly #keeping: TokenKeeping;
  readonly #clock: Clock;

  constructor(keeping: TokenKeeping, clock: Clock) {
    this.#keeping = keeping;
    this.#clock = clock;
  }

  async find(id: string): Promise<OpenedToken | null> {
    return this.#open(await this.#keeping.store.find(id));
  }

  /** Null while another holds the lease. `ms`: how long it holds if its holder dies. */
  async lease(id: string, ms: number): Promise<HeldLease | null> {
    const { store, sealer, newId } = this.#keeping;
    const leaseToken = newId();
    const now = this.#clock.now();
    const request = { leaseToken, now, until: now + ms, forgetBefore: now - FORGOTTEN_AFTER };
    const lease = await store.lease(id, request);
    if (lease === 'taken') return null;
    return {
      kept: this.#open(lease.kept),
      async renew({ access, refresh, givenAt, expiresAt }) {
        const content = JSON.stringify({ access: access.expose(), refresh: refresh?.expose() ?? null });
        const sealed = sealer.seal(new Secret(content), tokenPlace(id));
        await store.renew({ id, sealed, givenAt, expiresAt }, leaseToken);
      },
      release: () => store.release(id, leaseToken),
    };
  }

  /** What does not open is as good as not kept: the administrator's own secret still stands, and whoever renews writes over it. */
  #open(kept: KeptToken | null): OpenedToken | null {
    if (kept === null) return null;
    try {
      const text = this.#keeping.sealer.open(kept.sealed, tokenPlace(kept.id)).expose();
      const { access, refresh } = contentSchema.parse(JSON.parse(text));
      return {
        access: new Secret(access),
        refresh: refresh === null ? null : new Secret(refresh),
        givenAt: kept.givenAt,
        expiresAt: kept.expiresAt,
      };
    } catch (error) {
      if (error instanceof AppError && UNOPENED.includes(error.code)) return null;
      throw error;
    }
  }
}

const contentSchema = z.strictObject({ access: z.string(), refresh: z.string().nullable() });

const UNOPENED: readonly AppError['code'][] = ['key-missing', 'seal-broken'];
