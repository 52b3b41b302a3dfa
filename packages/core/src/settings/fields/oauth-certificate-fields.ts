import { certificateSchema } from './certificate-schema.ts';
import { EXAMPLE_CERTIFICATE } from './example-certificate.ts';
import type { Field } from './field.ts';
import { secretSchema } from './secret-schema.ts';

/** What an OAuth 2.0 client proves itself by when it has no secret (RFC 7523 section 2.2). */
export const OAUTH_CERTIFICATE_FIELDS = [
  {
    key: 'oauthClientCertificate',
    name: 'oauth-client-certificate',
    group: 'connection',
    kind: 'text',
    schema: certificateSchema,
    choices: null,
    label: { en: 'OAuth client certificate', fr: 'Certificat client OAuth' },
    help: {
      en: 'PEM certificate that is registered for the application at the provider, in the place of a client secret. Goes with oauth-client-key.',
      fr: 'Certificat PEM inscrit pour l’application chez le fournisseur, à la place d’un secret client. Va avec oauth-client-key.',
    },
    uipathKey: null,
    example: EXAMPLE_CERTIFICATE,
  },
  {
    key: 'oauthClientKey',
    name: 'oauth-client-key',
    group: 'connection',
    kind: 'secret',
    form: 'private-key',
    schema: secretSchema('private-key'),
    label: { en: 'OAuth client key', fr: 'Clé client OAuth' },
    help: {
      en: 'The private key of oauth-client-certificate, in PEM, without a passphrase. It signs and is sent to nobody. Never shown again once saved.',
      fr: 'La clé privée d’oauth-client-certificate, en PEM, sans phrase secrète. Elle signe et n’est envoyée à personne. Plus jamais affichée une fois enregistrée.',
    },
    uipathKey: null,
    example: 'file:/run/secrets/oauth-client-key.pem',
  },
] as const satisfies readonly Field[];
