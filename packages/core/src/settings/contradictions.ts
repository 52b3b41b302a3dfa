import { clientCertificateProblems } from './client-certificate-problems.ts';
import { fillConnection } from './connection-defaults.ts';
import { listOfNames, type EditProblem } from './edit-problem.ts';
import { isTokenUriOf, readServiceAccountKey } from './fields/service-account-key.ts';
import { oauthCertificateProblems } from './oauth-certificate-problems.ts';
import type { FieldKey, OAuthGrant, SecretKey } from './mail-settings.ts';
import type { EditedLayer } from './layer-edit.ts';

/** Fields of one layer that cannot all be meant; each with the way out. */
export function contradictions(layer: EditedLayer): readonly EditProblem[] {
  return [
    ...credentialsNotSent(layer),
    ...oauthWithoutOauth(layer),
    ...passwordBesidesOauth(layer),
    ...passwordBesidesCertificate(layer),
    ...tokenFromTwoPlaces(layer),
    ...secretOfAnotherGrant(layer),
    ...serviceAccountOtherwise(layer),
    ...expiryWithoutSecret(layer),
    ...domainTwice(layer),
    ...clientCertificateProblems(layer),
    ...oauthCertificateProblems(layer),
  ];
}

const OAUTH_KEYS = [
  'oauthTenant',
  'oauthTokenUrl',
  'oauthClientId',
  'oauthClientSecret',
  'oauthClientSecretExpires',
  'oauthClientCertificate',
  'oauthClientKey',
  'oauthGrant',
  'oauthRefreshToken',
  'oauthServiceAccountKey',
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

function passwordBesidesCertificate(layer: EditedLayer): readonly EditProblem[] {
  if (layer.values.authentication !== 'certificate' || layer.secrets.smtpPassword === undefined) return [];
  const message =
    'With authentication=certificate the client certificate signs in, and no password is sent. Unset smtp-password in the same change, or choose authentication=password.';
  return [contradiction('smtpPassword', message)];
}

function tokenFromTwoPlaces(layer: EditedLayer): readonly EditProblem[] {
  if (present(layer, ['oauthTenant', 'oauthTokenUrl']).length < 2) return [];
  const message =
    'The token URL follows from oauth-tenant, so oauth-token-url says it twice. Unset one of the two.';
  return [contradiction('oauthTokenUrl', message)];
}

/** Each is what one grant stands on, and nothing to the others. */
const GRANT_OF_SECRET = {
  oauthRefreshToken: 'refresh-token',
  oauthServiceAccountKey: 'service-account',
} as const satisfies Partial<Record<SecretKey, OAuthGrant>>;

function secretOfAnotherGrant(layer: EditedLayer): readonly EditProblem[] {
  const { oauthGrant, useDefaultCredentials } = fillConnection({ values: layer.values, secrets: {} });
  if (oauthGrant === undefined || useDefaultCredentials) return [];
  return present(layer, ['oauthRefreshToken', 'oauthServiceAccountKey'])
    .filter((key) => GRANT_OF_SECRET[key] !== oauthGrant)
    .map((key) => {
      const name = listOfNames([key]);
      const message = `${name} is used with oauth-grant=${GRANT_OF_SECRET[key]} alone. Set that in the same change, or unset ${name}.`;
      return contradiction(key, message);
    });
}

/** The key says whose it is, and which token endpoint takes what it signs. */
function serviceAccountOtherwise(layer: EditedLayer): readonly EditProblem[] {
  const { oauthGrant, oauthTokenUrl } = fillConnection({ values: layer.values, secrets: {} });
  if (oauthGrant !== 'service-account') return [];
  const extra = present(layer, [
    'oauthClientId',
    'oauthClientSecret',
    'oauthClientSecretExpires',
    'oauthClientCertificate',
    'oauthClientKey',
  ]);
  const alone =
    extra.length === 0
      ? []
      : [
          contradiction(
            'oauthGrant',
            `With oauth-grant=service-account the key says who signs in, which contradicts ${listOfNames(extra)}. Unset what is not meant in the same change, or choose another grant.`,
          ),
        ];
  return [...alone, ...keyForAnotherEndpoint(layer, oauthTokenUrl)];
}

function keyForAnotherEndpoint(
  { secrets }: EditedLayer,
  tokenUrl: string | undefined,
): readonly EditProblem[] {
  const given = secrets.oauthServiceAccountKey;
  // A sealed one was looked at when it was given, and is bound to the token URL; a reference is looked at when it is used.
  const read = given?.kind === 'unsealed' ? readServiceAccountKey(given.given.secret.expose()) : null;
  if (read?.ok !== true || tokenUrl === undefined || isTokenUriOf(read.key, tokenUrl)) return [];
  const message = `The key is for the token endpoint ${JSON.stringify(read.key.tokenUri)}, not for ${JSON.stringify(tokenUrl)}. Set oauth-token-url to it in the same change, or give another key.`;
  return [contradiction('oauthServiceAccountKey', message)];
}

function expiryWithoutSecret(layer: EditedLayer): readonly EditProblem[] {
  if (layer.values.oauthClientSecretExpires === undefined) return [];
  if (layer.secrets.oauthClientSecret !== undefined || layer.values.oauthGrant === 'service-account')
    return [];
  const message =
    'oauth-client-secret-expires says when oauth-client-secret ends, and there is none. Give the secret in the same change, or unset the date.';
  return [contradiction('oauthClientSecretExpires', message)];
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
