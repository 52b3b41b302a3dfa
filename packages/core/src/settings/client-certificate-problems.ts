import type { EditProblem } from './edit-problem.ts';
import { isKeyOf, readPrivateKey } from './fields/private-key.ts';
import type { EditedLayer } from './layer-edit.ts';
import type { FieldKey } from './mail-settings.ts';

/** What keeps a client certificate from being used: half of the pair, no TLS to show it in, or the key of another one. */
export function clientCertificateProblems({ values, secrets }: EditedLayer): readonly EditProblem[] {
  const { clientCertificate, secureConnection, authentication } = values;
  const { clientKey } = secrets;
  if (clientCertificate === undefined && clientKey === undefined)
    return authentication === 'certificate'
      ? [
          problem(
            'authentication',
            'authentication=certificate signs in by client-certificate, which is not set. Give client-certificate and client-key in the same change, or choose another authentication.',
          ),
        ]
      : [];
  if (clientCertificate === undefined)
    return [
      problem(
        'clientKey',
        'client-key belongs to client-certificate, which is not set. Set that in the same change, or unset client-key.',
      ),
    ];
  if (clientKey === undefined)
    return [
      problem(
        'clientCertificate',
        'client-certificate needs its key. Give client-key in the same change, or unset client-certificate.',
      ),
    ];
  if (secureConnection === false)
    return [
      problem(
        'clientCertificate',
        'A client certificate is shown during TLS, and secure-connection is off. Switch that on, or unset client-certificate and client-key.',
      ),
    ];
  // A sealed one was looked at when it was given; the test of the draft finds one that belongs to another certificate.
  const read = clientKey.kind === 'unsealed' ? readPrivateKey(clientKey.given.secret.expose()) : null;
  if (read?.ok !== true || isKeyOf(read.key, clientCertificate)) return [];
  return [
    problem(
      'clientKey',
      'client-key is not the key of the first certificate in client-certificate. Give the two that belong together, the own certificate first.',
    ),
  ];
}

function problem(field: FieldKey, message: string): EditProblem {
  return { code: 'contradiction', field, message };
}
