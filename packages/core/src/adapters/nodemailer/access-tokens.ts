import { createHash } from 'node:crypto';
import type { TokenEndpointResponse } from 'oauth4webapi';
import { MINUTE, SECOND, type Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Timers } from '../../kernel/timers.ts';
import type { SmtpFailure } from '../../smtp/smtp-failure.ts';
import { failed, success, type Attempt } from './attempt.ts';
import { grantSecrets } from './grant-secrets.ts';
import type { OAuthSignIn } from './request-token.ts';
import { clientOf, tokenIdentity } from './token-identity.ts';
import { TokenVault, type HeldLease, type OpenedToken, type TokenKeeping } from './token-vault.ts';

/** Gives access tokens, kept ones while they last. */
export interface AccessTokens {
  get(signIn: OAuthSignIn, options: TokenOptions): Promise<Attempt<Secret>>;
}

/** How a token is asked for. */
export interface TokenOptions {
  /** The token that the server refused: another is wanted, whatever that one's expiry says. Null: none was. */
  readonly refused: Secret | null;
  /** Where the token endpoint may be; see `SmtpConnection`. */
  readonly allowedNetworks: readonly string[] | null;
}

/** What access tokens need. */
export interface AccessTokenParts {
  readonly clock: Clock;
  readonly timers: Timers;
  /** For one request, in milliseconds. */
  readonly timeout: number;
  readonly keeping: TokenKeeping;
  /** Begins with a token that was asked for now, whatever is kept: for tests of settings. */
  readonly anew?: boolean;
}

/** Renewed before it ends, so that an endpoint in trouble is met by a token that is still good: the last 5 minutes or tenth. */
const RENEWED_BEFORE = 5 * MINUTE;
/** A token is not used in its last minute, so that it does not end in the middle of a sign-in. */
const LAST = 1 * MINUTE;
/** How long a token without `expires_in` is used (RFC 6749 section 5.1 only recommends to send it). */
const UNKNOWN_LIFETIME = 6 * MINUTE;
/** How often one looks whether another process has got it. */
const LOOK_AGAIN = 200;
/** More ways of signing in than one process has at a time; keeps the memory bounded. */
const MOST_IDS = 1_000;
/** How long an endpoint that failed is left in peace while a token is still good. */
const PEACE = 1 * MINUTE;

/**
 * Access tokens, shared: in memory within a process, sealed in the store among processes. One process asks at a time,
 * under a lease; a refresh token that the endpoint replaces is stored before the access token is used. What the
 * administrator entered is never written over: it is what stands when the endpoint ends the replacement.
 */
export function createAccessTokens(parts: AccessTokenParts): AccessTokens {
  const { clock, timers, timeout, keeping } = parts;
  const vault = new TokenVault(keeping, clock);
  const known = new Map<string, { readonly token: OpenedToken; readonly until: number }>();
  const asking = new Map<string, Promise<Attempt<OpenedToken>>>();
  const ids = new Map<string, Promise<string>>();
  let anew = parts.anew === true;
  /** Two requests, the second with what the administrator entered, and what lies between. */
  const leaseLength = 2 * timeout + 5 * SECOND;

  function remember(key: string, token: OpenedToken, until: number): Attempt<OpenedToken> {
    for (const [other, entry] of known) if (entry.until <= clock.now()) known.delete(other);
    known.set(key, { token, until });
    return success(token);
  }

  function idOf(key: string, signIn: OAuthSignIn): Promise<string> {
    const id = ids.get(key) ?? tokenIdentity(signIn);
    if (ids.size >= MOST_IDS) ids.clear();
    ids.set(key, id);
    return id;
  }

  async function obtain(
    key: string,
    signIn: OAuthSignIn,
    options: TokenOptions,
  ): Promise<Attempt<OpenedToken>> {
    const id = await idOf(key, signIn);
    const { refused } = options;
    const patience = clock.now() + leaseLength;
    while (clock.now() < patience) {
      const found = await vault.find(id);
      if (!anew && found !== null && !same(found.access, refused) && clock.now() < renewAt(found))
        return remember(key, found, renewAt(found));
      const lease = await vault.lease(id, leaseLength);
      if (lease !== null) return await underLease(lease, { key, signIn, options });
      if (!anew && found !== null && !same(found.access, refused) && clock.now() < found.expiresAt - LAST)
        return success(found);
      await new Promise<void>((resolve) => void timers.after(LOOK_AGAIN, resolve));
    }
    return failed(BUSY);
  }

  async function underLease(lease: HeldLease, asked: Asked): Promise<Attempt<OpenedToken>> {
    const { key, signIn, options } = asked;
    const { kept } = lease;
    const good = !anew && kept !== null && !same(kept.access, options.refused);
    try {
      if (good && clock.now() < renewAt(kept)) return remember(key, kept, renewAt(kept));
      const token = await ask(kept, asked);
      await lease.renew(token);
      anew = false;
      return remember(key, token, renewAt(token));
    } catch (error) {
      if (error instanceof AppError) throw error;
      const last = good ? kept.expiresAt - LAST : 0;
      if (good && clock.now() < last) return remember(key, kept, Math.min(last, clock.now() + PEACE));
      const secrets = [...grantSecrets(signIn.grant), ...refreshIn(kept)];
      const { tokenFailureOf } = await import('./token-failure.ts');
      return failed(tokenFailureOf(error, { secrets, identities: [signIn.username] }));
    } finally {
      await lease.release();
    }
  }

  async function ask(kept: OpenedToken | null, { signIn, options }: Asked): Promise<OpenedToken> {
    const { grant } = signIn;
    // Loaded with the first token that is asked for: who signs in by a password never needs it.
    const { requestToken } = await import('./request-token.ts');
    const request = { timeout, allowedNetworks: options.allowedNetworks, now: clock.now() };
    const [replacement] = refreshIn(kept);
    if (grant.kind !== 'refresh-token' || replacement === undefined)
      return opened(await requestToken(signIn, request), { kept: null, now: clock.now() });
    const replaced = { ...signIn, grant: { ...grant, refreshToken: replacement } };
    try {
      return opened(await requestToken(replaced, request), { kept: replacement, now: clock.now() });
    } catch (error) {
      const { isInvalidGrant } = await import('./token-failure.ts');
      if (!isInvalidGrant(error)) throw error;
      // Somebody may have consented anew without a new token here; the one that was entered is often still good.
      return opened(await requestToken(signIn, request), { kept: null, now: clock.now() });
    }
  }

  return {
    async get(signIn, options) {
      const key = keyOf(signIn, options.allowedNetworks);
      const entry = known.get(key);
      if (entry !== undefined && !same(entry.token.access, options.refused) && clock.now() < entry.until)
        return success(entry.token.access);
      const underWay = asking.get(key);
      const joined = underWay === undefined ? null : await underWay;
      if (joined !== null && !(joined.ok && same(joined.value.access, options.refused)))
        return accessIn(joined);
      const answer = obtain(key, signIn, options)
        .catch((error: unknown) => failed(storageFailure(error)))
        .finally(() => asking.delete(key));
      asking.set(key, answer);
      return accessIn(await answer);
    },
  };
}

/** One request for a token. */
interface Asked {
  /** In memory. */
  readonly key: string;
  readonly signIn: OAuthSignIn;
  readonly options: TokenOptions;
}

function renewAt({ givenAt, expiresAt }: OpenedToken): number {
  return expiresAt - Math.max(LAST, Math.min(RENEWED_BEFORE, (expiresAt - givenAt) / 10));
}

function opened(
  answer: TokenEndpointResponse,
  { kept, now }: { readonly kept: Secret | null; readonly now: number },
): OpenedToken {
  const lifetime = answer.expires_in === undefined ? UNKNOWN_LIFETIME : answer.expires_in * SECOND;
  return {
    access: new Secret(answer.access_token),
    // RFC 6749 section 6: without a new one the old one stays.
    refresh: answer.refresh_token === undefined ? kept : new Secret(answer.refresh_token),
    givenAt: now,
    expiresAt: now + lifetime,
  };
}

function refreshIn(kept: OpenedToken | null): readonly Secret[] {
  const refresh = kept?.refresh ?? null;
  return refresh === null ? [] : [refresh];
}

function accessIn(attempt: Attempt<OpenedToken>): Attempt<Secret> {
  return attempt.ok ? success(attempt.value.access) : attempt;
}

function same(one: Secret, other: Secret | null): boolean {
  return other !== null && one.expose() === other.expose();
}

/** Everything that decides which token comes back, the secrets too: a corrected secret must not be met by an old token. */
function keyOf(signIn: OAuthSignIn, allowedNetworks: TokenOptions['allowedNetworks']): string {
  const { username, tokenUrl, scope, grant } = signIn;
  const secrets = grantSecrets(grant).map((secret) => secret.expose());
  const about = [allowedNetworks, username, tokenUrl, clientOf(grant), grant.kind, scope];
  return createHash('sha256')
    .update(JSON.stringify([...about, ...secrets]))
    .digest('base64');
}

const BUSY: SmtpFailure = {
  stage: 'authentication',
  kind: 'token',
  reply: null,
  code: 'ETIMEDOUT',
  text: 'Another process asks the token endpoint, and has no answer yet.',
};

function storageFailure(error: unknown): SmtpFailure {
  if (!(error instanceof AppError)) throw error;
  return { stage: 'authentication', kind: 'local', reply: null, code: error.code, text: error.message };
}
