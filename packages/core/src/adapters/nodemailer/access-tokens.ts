import { createHash } from 'node:crypto';
import {
  clientCredentialsGrantRequest,
  ClientSecretPost,
  customFetch,
  None,
  processClientCredentialsResponse,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
  type AuthorizationServer,
  type TokenEndpointRequestOptions,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import { MINUTE, SECOND, type Clock } from '../../kernel/clock.ts';
import { Secret } from '../../kernel/secret.ts';
import { isLoopback } from '../../settings/fields/loopback.ts';
import type { SmtpAuthentication } from '../../smtp/smtp-connection.ts';
import { failed, success, type Attempt } from './attempt.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { tokenFailureOf } from './token-failure.ts';

/** A connection that signs in with OAuth 2.0. */
export type OAuthSignIn = Extract<SmtpAuthentication, { kind: 'oauth2' }>;

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

/** Asks token endpoints for access tokens: client credentials or a refresh token (RFC 6749 sections 4.4 and 6). */
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
      const answer = await request(signIn, { timeout, allowedNetworks });
      const token = new Secret(answer.access_token);
      const lifetime = answer.expires_in === undefined ? UNKNOWN_LIFETIME : answer.expires_in * SECOND;
      forgetEnded();
      kept.set(key, { token, until: clock.now() + lifetime - MARGIN });
      return success(token);
    } catch (error) {
      return failed(tokenFailureOf(error, { secrets: secretsOf(signIn), identities: [signIn.username] }));
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

function secretsOf({ clientSecret, refreshToken }: OAuthSignIn): readonly Secret[] {
  return [clientSecret, refreshToken].filter((secret) => secret !== null);
}

/** Everything that decides which token comes back, the secrets too: a corrected secret must not be met by an old token. */
function keyOf(signIn: OAuthSignIn, allowedNetworks: TokenOptions['allowedNetworks']): string {
  const { username, tokenUrl, clientId, grant, scope } = signIn;
  const secrets = secretsOf(signIn).map((secret) => secret.expose());
  const parts = JSON.stringify([allowedNetworks, username, tokenUrl, clientId, grant, scope, ...secrets]);
  return createHash('sha256').update(parts).digest('base64');
}

interface Asking {
  /** Milliseconds. */
  readonly timeout: number;
  readonly allowedNetworks: TokenOptions['allowedNetworks'];
}

async function request(signIn: OAuthSignIn, asking: Asking): Promise<TokenEndpointResponse> {
  const { clientId, clientSecret, refreshToken, scope } = signIn;
  const server = serverOf(signIn);
  const client = { client_id: clientId };
  const identity = clientSecret === null ? None() : ClientSecretPost(clientSecret.expose());
  const options = optionsFor(signIn, asking);
  const scopes: Record<string, string> = scope === null ? {} : { scope };
  switch (signIn.grant) {
    case 'client-credentials': {
      const response = await clientCredentialsGrantRequest(server, client, identity, scopes, options);
      return processClientCredentialsResponse(server, client, response);
    }
    case 'refresh-token': {
      const token = refreshToken?.expose() ?? '';
      const response = await refreshTokenGrantRequest(server, client, identity, token, {
        ...options,
        additionalParameters: scopes,
      });
      return processRefreshTokenResponse(server, client, response);
    }
    default:
      return signIn.grant satisfies never;
  }
}

function serverOf({ tokenUrl }: OAuthSignIn): AuthorizationServer {
  const endpoint = new URL(tokenUrl);
  return {
    issuer: endpoint.origin,
    token_endpoint: isHttpOnThisMachine(endpoint) ? asHttps(endpoint) : tokenUrl,
  };
}

/** The library insists on https; http on this machine crosses no network and is what settings allow besides. */
function optionsFor(
  { tokenUrl }: OAuthSignIn,
  { timeout, allowedNetworks }: Asking,
): TokenEndpointRequestOptions {
  const signal = (): AbortSignal => AbortSignal.timeout(timeout);
  const plain = isHttpOnThisMachine(new URL(tokenUrl));
  if (!plain && allowedNetworks === null) return { signal };
  const through = allowedNetworks === null ? fetch : guardedFetch(allowedNetworks);
  return {
    signal,
    [customFetch]: (url, options) =>
      through(plain ? tokenUrl : url, { ...options, signal: options.signal ?? null }),
  };
}

function isHttpOnThisMachine({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && isLoopback(hostname);
}

function asHttps(url: URL): string {
  return url.href.replace(/^http:/, 'https:');
}
