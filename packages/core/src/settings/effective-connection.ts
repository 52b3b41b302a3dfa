import type { Level } from '../kernel/level.ts';
import { fillConnection } from './connection-defaults.ts';
import type { ActiveLayer, EffectiveConnection, UnusableReason } from './effective-settings.ts';
import { FIELD_KEYS, isConnectionKey } from './fields.ts';
import { networksFor } from './host-policy.ts';
import type { HostPolicy, Layer, OAuthGrant, SecretKey } from './mail-settings.ts';
import { pickDefined } from './pick-defined.ts';

/** Whether a layer has a connection of its own: any field of it, so that nothing of another level's is mixed in. */
export function hasConnection({
  values,
  secrets,
}: {
  readonly values: Layer['values'];
  readonly secrets: Partial<Record<SecretKey, unknown>>;
}): boolean {
  return Object.keys({ ...values, ...secrets }).some((key) => CONNECTION_KEYS.has(key));
}

const CONNECTION_KEYS: ReadonlySet<string> = new Set(FIELD_KEYS.filter(isConnectionKey));

/** The connection of a layer, defaults filled in; null when it names no server. */
export function effectiveConnection(
  owner: Level,
  { revisionId, revisionNumber, layer }: ActiveLayer,
  policy: HostPolicy,
): EffectiveConnection | null {
  const { smtpHost, ...filled } = fillConnection(layer);
  if (smtpHost === undefined) return null;
  return {
    owner,
    revisionId,
    revisionNumber,
    allowedNetworks: owner.kind === 'host' ? null : networksFor(smtpHost, policy),
    // Its own: that the server is trusted does not make every other address of that network one to post secrets to.
    tokenNetworks: owner.kind === 'host' ? null : networksFor(hostOf(filled.oauthTokenUrl), policy),
    smtpHost,
    smtpPort: filled.smtpPort,
    secureConnection: filled.secureConnection,
    useDefaultCredentials: filled.useDefaultCredentials,
    authentication: filled.authentication,
    connectTimeout: filled.connectTimeout,
    maxConnections: filled.maxConnections,
    maxMessagesPerMinute: filled.maxMessagesPerMinute,
    texts: pickDefined(filled, [
      'smtpUsername',
      'smtpDomain',
      'oauthClientId',
      'oauthTenant',
      'oauthTokenUrl',
      'oauthGrant',
      'oauthScope',
      'oauthClientSecretExpires',
      'oauthClientCertificate',
      'caCertificate',
      'clientCertificate',
      'clientName',
    ]),
    secrets: layer.secrets,
  };
}

function hostOf(url: string | undefined): string {
  return url === undefined ? '' : new URL(url).hostname;
}

/** What a connection lacks for signing in the way it says; empty when nothing. */
export function signInGaps(connection: EffectiveConnection): readonly UnusableReason[] {
  const { authentication, texts, secrets } = connection;
  switch (authentication) {
    // The certificate and its key come in one change with it, or it is not stored.
    case 'none':
    case 'certificate':
      return [];
    case 'password':
    case 'ntlm':
      return [...usernameGap(connection), ...(secrets.smtpPassword ? [] : ['no-password' as const])];
    case 'oauth2':
      return [...usernameGap(connection), ...oauthGap(texts, secrets)];
    default:
      return authentication satisfies never;
  }
}

function usernameGap({ texts }: EffectiveConnection): readonly UnusableReason[] {
  return texts.smtpUsername === undefined ? ['no-username'] : [];
}

/**
 * RFC 6749: client credentials need the client's secret (section 4.4) or certificate, a refresh does for confidential clients alone
 * (section 6). The key of a service account says itself whose it is.
 */
function oauthGap(
  texts: EffectiveConnection['texts'],
  secrets: EffectiveConnection['secrets'],
): readonly UnusableReason[] {
  const { oauthClientId, oauthTokenUrl, oauthGrant = 'client-credentials' } = texts;
  const named = oauthGrant === 'service-account' || oauthClientId !== undefined;
  const hasWhatItStandsOn =
    secrets[SECRET_OF_GRANT[oauthGrant]] !== undefined ||
    (oauthGrant === 'client-credentials' && isProvenByCertificate(texts, secrets));
  const complete = named && oauthTokenUrl !== undefined && hasWhatItStandsOn;
  return complete ? [] : ['oauth-incomplete'];
}

function isProvenByCertificate(
  { oauthClientCertificate }: EffectiveConnection['texts'],
  { oauthClientKey }: EffectiveConnection['secrets'],
): boolean {
  return oauthClientCertificate !== undefined && oauthClientKey !== undefined;
}

const SECRET_OF_GRANT: Readonly<Record<OAuthGrant, SecretKey>> = {
  'client-credentials': 'oauthClientSecret',
  'refresh-token': 'oauthRefreshToken',
  'service-account': 'oauthServiceAccountKey',
};
