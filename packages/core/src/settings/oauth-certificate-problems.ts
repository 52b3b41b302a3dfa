import type { EditProblem } from './edit-problem.ts';
import { isKeyOf, readPrivateKey } from './fields/private-key.ts';
import type { EditedLayer } from './layer-edit.ts';
import type { FieldKey } from './mail-settings.ts';

/** What keeps an OAuth client's certificate from being used: half of the pair, a secret beside it, or another one's key. */
export function oauthCertificateProblems({ values, secrets }: EditedLayer): readonly EditProblem[] {
  const { oauthClientCertificate } = values;
  const { oauthClientKey, oauthClientSecret } = secrets;
  if (oauthClientCertificate === undefined && oauthClientKey === undefined) return [];
  if (oauthClientCertificate === undefined)
    return problem(
      'oauthClientKey',
      'oauth-client-key belongs to oauth-client-certificate, which is not set. Set that in the same change, or unset oauth-client-key.',
    );
  if (oauthClientKey === undefined)
    return problem(
      'oauthClientCertificate',
      'oauth-client-certificate needs its key. Give oauth-client-key in the same change, or unset oauth-client-certificate.',
    );
  if (oauthClientSecret !== undefined)
    return problem(
      'oauthClientCertificate',
      'The application proves itself by oauth-client-secret or by oauth-client-certificate, not by both. Unset oauth-client-secret in the same change, or unset oauth-client-certificate and oauth-client-key.',
    );
  // A sealed one was looked at when it was given; the test of the draft finds one that belongs to another certificate.
  const read =
    oauthClientKey.kind === 'unsealed' ? readPrivateKey(oauthClientKey.given.secret.expose()) : null;
  if (read?.ok !== true || isKeyOf(read.key, oauthClientCertificate)) return [];
  return problem(
    'oauthClientKey',
    'oauth-client-key is not the key of the first certificate in oauth-client-certificate. Give the two that belong together.',
  );
}

function problem(field: FieldKey, message: string): readonly EditProblem[] {
  return [{ code: 'contradiction', field, message }];
}
