import type { Authentication, ConnectionValues, Layer, OAuthGrant } from './mail-settings.ts';

/** What applies when a level with its own connection leaves a field unset. Fields without an entry have no fixed default. */
const CONNECTION_DEFAULTS = {
  secureConnection: true,
  useDefaultCredentials: false,
  /** 10 s: what a person waits for in a test; a dead server must not hold a worker for minutes. */
  connectTimeout: 10_000,
  maxConnections: 5,
  maxMessagesPerMinute: 0,
} as const satisfies Partial<ConnectionValues>;

/** The port for mail submission (RFC 6409) when TLS is required, else the port of plain SMTP relays. */
function defaultPort(secureConnection: boolean): number {
  return secureConnection ? 587 : 25;
}

/** The values of a connection with everything filled in that follows from the rest; what does not stays absent. */
export type FilledConnection = Partial<ConnectionValues> &
  Pick<
    ConnectionValues,
    | 'smtpPort'
    | 'secureConnection'
    | 'useDefaultCredentials'
    | 'authentication'
    | 'connectTimeout'
    | 'maxConnections'
    | 'maxMessagesPerMinute'
  >;

/** Fills in the defaults of a layer's connection. */
export function fillConnection({ values, secrets }: Layer): FilledConnection {
  const secureConnection = values.secureConnection ?? CONNECTION_DEFAULTS.secureConnection;
  const authentication = authenticationOf({ values, secrets });
  return {
    ...CONNECTION_DEFAULTS,
    smtpPort: defaultPort(secureConnection),
    ...values,
    secureConnection,
    authentication,
    ...(authentication === 'oauth2' ? oauthDefaults(values) : {}),
  };
}

/** Default credentials mean none; a user name or password means they are used; else nobody signs in. */
function authenticationOf({ values, secrets }: Layer): Authentication {
  if (values.useDefaultCredentials === true) return 'none';
  if (values.authentication !== undefined) return values.authentication;
  const named = values.smtpUsername !== undefined || secrets.smtpPassword !== undefined;
  return named ? 'password' : 'none';
}

function oauthDefaults(values: Layer['values']): Partial<ConnectionValues> {
  const oauthGrant = values.oauthGrant ?? 'client-credentials';
  const oauthTokenUrl = tokenUrlOf(values);
  const oauthScope = values.oauthScope ?? defaultScope(oauthGrant, values);
  return {
    oauthGrant,
    ...(oauthTokenUrl === null ? {} : { oauthTokenUrl }),
    ...(oauthScope === null ? {} : { oauthScope }),
  };
}

function defaultScope(grant: OAuthGrant, { oauthTenant }: Layer['values']): string | null {
  if (grant === 'service-account') return GOOGLE_SCOPE;
  return oauthTenant === undefined ? null : MICROSOFT_SCOPES[grant];
}

/** https://developers.google.com/workspace/gmail/imap/xoauth2-protocol */
const GOOGLE_SCOPE = 'https://mail.google.com/';

/** https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth */
const MICROSOFT_SCOPES: Readonly<Record<Exclude<OAuthGrant, 'service-account'>, string>> = {
  'client-credentials': 'https://outlook.office365.com/.default',
  'refresh-token': 'https://outlook.office.com/SMTP.Send offline_access',
};

/** https://developers.google.com/identity/protocols/oauth2/service-account */
const GOOGLE_TOKEN_URL = 'https://oauth2.googleapis.com/token';

/**
 * Where access tokens are asked for: the token URL, else the one of the Microsoft Entra tenant, else for a service account
 * Google's; null when nothing says.
 */
export function tokenUrlOf({
  oauthTokenUrl,
  oauthTenant,
  oauthGrant,
}: {
  readonly oauthTokenUrl?: string;
  readonly oauthTenant?: string;
  readonly oauthGrant?: OAuthGrant;
}): string | null {
  if (oauthTokenUrl !== undefined) return oauthTokenUrl;
  if (oauthTenant === undefined) return oauthGrant === 'service-account' ? GOOGLE_TOKEN_URL : null;
  return `https://login.microsoftonline.com/${encodeURIComponent(oauthTenant)}/oauth2/v2.0/token`;
}
