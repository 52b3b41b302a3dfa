import {
  clientCredentialsGrantRequest,
  customFetch,
  genericTokenEndpointRequest,
  processClientCredentialsResponse,
  processGenericTokenEndpointResponse,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
  type AuthorizationServer,
  type ClientAuth,
  type TokenEndpointRequestOptions,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import { isLoopback } from '../../settings/fields/loopback.ts';
import { isTokenUriOf, readServiceAccountKey } from '../../settings/fields/service-account-key.ts';
import type { SmtpAuthentication, TokenGrant } from '../../smtp/smtp-connection.ts';
import { clientIdentity } from './client-identity.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { KeyNotUsableError } from './key-not-usable-error.ts';
import { serviceAccountAssertion } from './service-account-assertion.ts';

/** A connection that signs in with OAuth 2.0. */
export type OAuthSignIn = Extract<SmtpAuthentication, { kind: 'oauth2' }>;

/** How a token endpoint is asked. */
export interface TokenRequest {
  /** Milliseconds. */
  readonly timeout: number;
  /** Where the token endpoint may be; see `SmtpConnection`. */
  readonly allowedNetworks: readonly string[] | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Asks the token endpoint for an access token.
 * @throws what oauth4webapi and `fetch` throw; see `tokenFailureOf`.
 */
export async function requestToken(
  signIn: OAuthSignIn,
  request: TokenRequest,
): Promise<TokenEndpointResponse> {
  const { grant, scope } = signIn;
  const server = serverOf(signIn);
  const options = optionsFor(signIn, request);
  const scopes: Record<string, string> = scope === null ? {} : { scope };
  const assertion = { tokenUrl: signIn.tokenUrl, now: request.now };
  switch (grant.kind) {
    case 'client-credentials': {
      const client = { client_id: grant.clientId };
      const identity = clientIdentity(grant.proof, assertion);
      const response = await clientCredentialsGrantRequest(server, client, identity, scopes, options);
      return processClientCredentialsResponse(server, client, response);
    }
    case 'refresh-token': {
      const client = { client_id: grant.clientId };
      const identity = clientIdentity(grant.proof, assertion);
      const token = grant.refreshToken.expose();
      const additionalParameters = scopes;
      const answer = { ...options, additionalParameters };
      const response = await refreshTokenGrantRequest(server, client, identity, token, answer);
      return processRefreshTokenResponse(server, client, response);
    }
    case 'service-account': {
      const form = { assertion: assertionOf(signIn, grant, request) };
      // The library wants a name for the client; the assertion names it, and the form does not.
      const client = { client_id: 'service-account' };
      const response = await genericTokenEndpointRequest(
        server,
        client,
        BY_ASSERTION,
        JWT_BEARER,
        form,
        options,
      );
      return processGenericTokenEndpointResponse(server, client, response);
    }
    default:
      return grant satisfies never;
  }
}

/** RFC 7523 section 2.1. */
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** The assertion is the whole identity: nothing is added to the form. */
const BY_ASSERTION: ClientAuth = () => undefined;

function assertionOf(
  { username, scope, tokenUrl }: OAuthSignIn,
  { key }: Extract<TokenGrant, { kind: 'service-account' }>,
  { now }: TokenRequest,
): string {
  const read = readServiceAccountKey(key.expose());
  if (!read.ok) throw new KeyNotUsableError('the service account key cannot be read');
  if (!isTokenUriOf(read.key, tokenUrl))
    throw new KeyNotUsableError('the service account key is for another token endpoint');
  return serviceAccountAssertion(read.key, { subject: username, scope, tokenUrl, now });
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
  { timeout, allowedNetworks }: TokenRequest,
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
