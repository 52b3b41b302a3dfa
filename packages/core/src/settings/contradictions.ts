import { fillConnection } from './connection-defaults.ts';
import { listOfNames, type EditProblem } from './edit-problem.ts';
import type { FieldKey } from './mail-settings.ts';
import type { EditedLayer } from './layer-edit.ts';

/** Fields of one layer that cannot all be meant; each with the way out. */
export function contradictions(layer: EditedLayer): readonly EditProblem[] {
  return [
    ...credentialsNotSent(layer),
    ...oauthWithoutOauth(layer),
    ...passwordBesidesOauth(layer),
    ...tokenFromTwoPlaces(layer),
    ...refreshTokenUnused(layer),
    ...domainTwice(layer),
  ];
}

const OAUTH_KEYS = [
  'oauthTenant',
  'oauthTokenUrl',
  'oauthClientId',
  'oauthClientSecret',
  'oauthGrant',
  'oauthRefreshToken',
  'oauthScope',
] as const satisfies readonly FieldKey[];

function credentialsNotSent(layer: EditedLayer): readonly EditProblem[] {
  const { useDefaultCredentials, authentication } = layer.values;
  const credentials = present(layer, ['smtpUsername', 'smtpPassword', ...OAUTH_KEYS]);
  if (useDefaultCredentials === true) {
    const chosen =
      authentication === undefined || authentication === 'none' ? [] : ['authentication' as const];
    const extra = [...chosen, ...credentials];
    if (extra.length === 0) return [];
    const message = `With use-default-credentials on, no user name and password are sent at all, which contradicts ${listOfNames(extra)}. Unset what is not meant in the same change, or switch use-default-credentials off.`;
    return [contradiction('useDefaultCredentials', message)];
  }
  const signIn = present(layer, ['smtpUsername', 'smtpPassword']);
  if (authentication !== 'none' || signIn.length === 0) return [];
  const message = `With authentication=none nobody signs in, which contradicts ${listOfNames(signIn)}. Unset what is not meant in the same change, or unset authentication.`;
  return [contradiction('authentication', message)];
}

function oauthWithoutOauth(layer: EditedLayer): readonly EditProblem[] {
  const { useDefaultCredentials, authentication } = layer.values;
  const fields = present(layer, OAUTH_KEYS);
  if (fields.length === 0 || authentication === 'oauth2' || useDefaultCredentials === true) return [];
  const message = `${listOfNames(fields)} only ${fields.length === 1 ? 'means' : 'mean'} something with authentication=oauth2. Set that in the same change, or unset the OAuth fields.`;
  return [contradiction('authentication', message)];
}

function passwordBesidesOauth(layer: EditedLayer): readonly EditProblem[] {
  if (layer.values.authentication !== 'oauth2' || layer.secrets.smtpPassword === undefined) return [];
  const message =
    'With authentication=oauth2 a token is sent instead of the password. Unset smtp-password in the same change, or choose authentication=password.';
  return [contradiction('smtpPassword', message)];
}

function tokenFromTwoPlaces(layer: EditedLayer): readonly EditProblem[] {
  if (present(layer, ['oauthTenant', 'oauthTokenUrl']).length < 2) return [];
  const message =
    'The token URL follows from oauth-tenant, so oauth-token-url says it twice. Unset one of the two.';
  return [contradiction('oauthTokenUrl', message)];
}

function refreshTokenUnused(layer: EditedLayer): readonly EditProblem[] {
  const { oauthGrant } = fillConnection({ values: layer.values, secrets: {} });
  if (layer.secrets.oauthRefreshToken === undefined || oauthGrant !== 'client-credentials') return [];
  const message =
    'oauth-refresh-token is used with oauth-grant=refresh-token alone. Set that in the same change, or unset oauth-refresh-token.';
  return [contradiction('oauthRefreshToken', message)];
}

function domainTwice(layer: EditedLayer): readonly EditProblem[] {
  const { smtpDomain, smtpUsername } = layer.values;
  if (smtpDomain === undefined || smtpUsername?.includes('\\') !== true) return [];
  const message =
    'smtp-username already names a domain before its backslash. Unset smtp-domain, or give the user name without it.';
  return [contradiction('smtpDomain', message)];
}

function present<const K extends FieldKey>({ values, secrets }: EditedLayer, keys: readonly K[]): K[] {
  return keys.filter((key) => key in values || key in secrets);
}

function contradiction(field: FieldKey, message: string): EditProblem {
  return { code: 'contradiction', field, message };
}
