import { createHash } from 'node:crypto';
import { MINUTE, SECOND, type Clock } from '../../kernel/clock.ts';
import { Secret } from '../../kernel/secret.ts';
import { failed, success, type Attempt } from './attempt.ts';
import { grantSecrets } from './grant-secrets.ts';
import { requestToken, type OAuthSignIn } from './request-token.ts';
import { tokenFailureOf } from './token-failure.ts';

/** Gives access tokens, from memory while they last. */
export interface AccessTokens {
  get(signIn: OAuthSignIn, options: TokenOptions): Promise<Attempt<Secret>>;
}

/** How a token is asked for. */
export interface TokenOptions {
  /** The server refused the token it was given: ask for a new one whatever the old one's expiry says. */
  readonly renew: boolean;
  /** Where the token endpoint may be; see `SmtpConnection`. */
  readonly allowedNetworks: readonly string[] | null;
}

/** A token is not used in its last minute, so that it does not end in the middle of a sign-in. */
const MARGIN = MINUTE;
/** How long a token without `expires_in` is used (RFC 6749 section 5.1 only recommends to send it). */
const UNKNOWN_LIFETIME = 5 * MINUTE;

/** Asks token endpoints for access tokens, once for everybody who waits. */
export function createAccessTokens({
  clock,
  timeout,
}: {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly timeout: number;
}): AccessTokens {
  const kept = new Map<string, { readonly token: Secret; readonly until: number }>();
  const asking = new Map<string, Promise<Attempt<Secret>>>();

  async function ask(
    signIn: OAuthSignIn,
    key: string,
    allowedNetworks: TokenOptions['allowedNetworks'],
  ): Promise<Attempt<Secret>> {
    try {
      const answer = await requestToken(signIn, { timeout, allowedNetworks, now: clock.now() });
      const token = new Secret(answer.access_token);
      const lifetime = answer.expires_in === undefined ? UNKNOWN_LIFETIME : answer.expires_in * SECOND;
      forgetEnded();
      kept.set(key, { token, until: clock.now() + lifetime - MARGIN });
      return success(token);
    } catch (error) {
      return failed(
        tokenFailureOf(error, { secrets: grantSecrets(signIn.grant), identities: [signIn.username] }),
      );
    }
  }

  function forgetEnded(): void {
    for (const [key, { until }] of kept) if (until <= clock.now()) kept.delete(key);
  }

  return {
    get(signIn, { renew, allowedNetworks }) {
      const key = keyOf(signIn, allowedNetworks);
      const known = kept.get(key);
      if (!renew && known !== undefined && known.until > clock.now())
        return Promise.resolve(success(known.token));
      const underWay = asking.get(key);
      if (underWay !== undefined) return underWay;
      const answer = ask(signIn, key, allowedNetworks).finally(() => asking.delete(key));
      asking.set(key, answer);
      return answer;
    },
  };
}

/** Everything that decides which token comes back, the secrets too: a corrected secret must not be met by an old token. */
function keyOf(signIn: OAuthSignIn, allowedNetworks: TokenOptions['allowedNetworks']): string {
  const { username, tokenUrl, scope, grant } = signIn;
  const clientId = grant.kind === 'service-account' ? null : grant.clientId;
  const secrets = grantSecrets(grant).map((secret) => secret.expose());
  const parts = JSON.stringify([
    allowedNetworks,
    username,
    tokenUrl,
    clientId,
    grant.kind,
    scope,
    ...secrets,
  ]);
  return createHash('sha256').update(parts).digest('base64');
}
