import { AppError } from '../kernel/errors.ts';
import type { Secret } from '../kernel/secret.ts';
import type { EffectiveConnection } from '../settings/effective-settings.ts';
import { asciiServerName } from '../settings/fields/server-name-schema.ts';
import type { SecretKey } from '../settings/mail-settings.ts';
import type {
  ClientProof,
  SecurityMode,
  SmtpAuthentication,
  SmtpConnection,
  TokenGrant,
} from './smtp-connection.ts';

/** The port where TLS begins with the first byte (RFC 8314 section 3.3). */
const IMPLICIT_TLS_PORT = 465;

/**
 * What the socket needs, from the settings that apply and their opened secrets. Pure.
 * @throws AppError `internal` when the connection is not usable: resolution says so before it comes here.
 */
export function connectionOf(
  connection: EffectiveConnection,
  secrets: Partial<Record<SecretKey, Secret>>,
): SmtpConnection {
  const { texts } = connection;
  return {
    key: connection.revisionId,
    host: asciiServerName(connection.smtpHost) ?? connection.smtpHost,
    port: connection.smtpPort,
    allowedNetworks: connection.allowedNetworks,
    tokenNetworks: connection.tokenNetworks,
    security: securityOf(connection),
    authentication: authenticationOf(connection, secrets),
    caCertificate: texts.caCertificate ?? null,
    ...(texts.clientCertificate === undefined
      ? {}
      : {
          clientCertificate: {
            chain: texts.clientCertificate,
            key: needed(secrets.clientKey, 'clientKey'),
          },
        }),
    clientName: texts.clientName ?? null,
    connectTimeout: connection.connectTimeout,
    maxConnections: connection.maxConnections,
    maxMessagesPerMinute: connection.maxMessagesPerMinute,
  };
}

function securityOf({ secureConnection, smtpPort }: EffectiveConnection): SecurityMode {
  if (!secureConnection) return 'plain';
  return smtpPort === IMPLICIT_TLS_PORT ? 'implicit-tls' : 'starttls';
}

function authenticationOf(
  { authentication, texts }: EffectiveConnection,
  secrets: Partial<Record<SecretKey, Secret>>,
): SmtpAuthentication {
  switch (authentication) {
    case 'none':
      return { kind: 'none' };
    case 'password':
    case 'ntlm':
      return {
        kind: authentication,
        username: accountOf(texts),
        password: needed(secrets.smtpPassword, 'smtpPassword'),
      };
    case 'certificate':
      return { kind: 'certificate', username: texts.smtpUsername === undefined ? null : accountOf(texts) };
    case 'oauth2':
      return {
        kind: 'oauth2',
        username: accountOf(texts),
        tokenUrl: needed(texts.oauthTokenUrl, 'oauthTokenUrl'),
        scope: texts.oauthScope ?? null,
        grant: grantOf(texts, secrets),
      };
    default:
      return authentication satisfies never;
  }
}

function grantOf(
  texts: EffectiveConnection['texts'],
  secrets: Partial<Record<SecretKey, Secret>>,
): TokenGrant {
  const { oauthGrant = 'client-credentials', oauthClientId } = texts;
  switch (oauthGrant) {
    case 'client-credentials':
      return {
        kind: oauthGrant,
        clientId: needed(oauthClientId, 'oauthClientId'),
        proof: needed(proofOf(texts, secrets) ?? undefined, 'oauthClientSecret'),
      };
    case 'refresh-token':
      return {
        kind: oauthGrant,
        clientId: needed(oauthClientId, 'oauthClientId'),
        proof: proofOf(texts, secrets),
        refreshToken: needed(secrets.oauthRefreshToken, 'oauthRefreshToken'),
      };
    case 'service-account':
      return { kind: oauthGrant, key: needed(secrets.oauthServiceAccountKey, 'oauthServiceAccountKey') };
    default:
      return oauthGrant satisfies never;
  }
}

function proofOf(
  { oauthClientCertificate: chain }: EffectiveConnection['texts'],
  { oauthClientSecret, oauthClientKey }: Partial<Record<SecretKey, Secret>>,
): ClientProof | null {
  if (chain !== undefined)
    return { clientCertificate: { chain, key: needed(oauthClientKey, 'oauthClientKey') } };
  return oauthClientSecret === undefined ? null : { clientSecret: oauthClientSecret };
}

/** `DOMAIN\user` when there is a domain, as servers in front of Active Directory expect it. */
function accountOf({ smtpUsername, smtpDomain }: EffectiveConnection['texts']): string {
  const username = needed(smtpUsername, 'smtpUsername');
  return smtpDomain === undefined ? username : `${smtpDomain}\\${username}`;
}

function needed<T>(value: T | undefined, field: string): T {
  if (value !== undefined) return value;
  throw new AppError('internal', 'This connection cannot be used.', { detail: `${field} is missing` });
}
