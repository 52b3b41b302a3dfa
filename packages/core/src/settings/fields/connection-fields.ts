import { certificateSchema } from './certificate-schema.ts';
import { EXAMPLE_CERTIFICATE } from './example-certificate.ts';
import type { PlainField, SecretField } from './field.ts';
import { secretSchema } from './secret-schema.ts';
import { serverNameSchema } from './server-name-schema.ts';
import { switchSchema } from './switch-schema.ts';
import { textSchema } from './text-schema.ts';
import { wholeNumberSchema } from './whole-number-schema.ts';

/** Which server, and how to reach it. */
export const CONNECTION_FIELDS = [
  {
    key: 'smtpHost',
    name: 'smtp-host',
    group: 'connection',
    kind: 'text',
    schema: serverNameSchema,
    choices: null,
    label: { en: 'SMTP host', fr: 'Hôte SMTP' },
    help: {
      en: 'DNS name or IP address of the mail server, without port.',
      fr: 'Nom DNS ou adresse IP du serveur de messagerie, sans le port.',
    },
    uipathKey: 'Email.Smtp.Host',
    example: 'smtp.example.com',
  },
  {
    key: 'smtpPort',
    name: 'smtp-port',
    group: 'connection',
    kind: 'number',
    schema: wholeNumberSchema({ min: 1, max: 65_535, example: 587 }),
    choices: null,
    label: { en: 'SMTP port', fr: 'Port SMTP' },
    help: {
      en: 'Port from 1 to 65535. Default: 587 with secure connection, 25 without. 465 means TLS from the first byte.',
      fr: 'Port de 1 à 65535. Par défaut, 587 avec connexion sécurisée, 25 sans. Le port 465 signifie TLS dès le premier octet.',
    },
    uipathKey: 'Email.Smtp.Port',
    example: '587',
  },
  {
    key: 'secureConnection',
    name: 'secure-connection',
    group: 'connection',
    kind: 'boolean',
    schema: switchSchema,
    choices: null,
    label: { en: 'Enable secure connection', fr: 'Activer la connexion sécurisée' },
    help: {
      en: 'On (the default): TLS is required, and the certificate of the server must be valid. Off: nothing is encrypted, even if the server offers it.',
      fr: 'Activé (par défaut), TLS est exigé et le certificat du serveur doit être valide. Désactivé, rien n’est chiffré, même si le serveur le propose.',
    },
    uipathKey: 'Email.Smtp.EnableSsl',
    example: 'on',
  },
  {
    key: 'caCertificate',
    name: 'ca-certificate',
    group: 'connection',
    kind: 'text',
    schema: certificateSchema,
    choices: null,
    label: { en: 'Certificate authority', fr: 'Autorité de certification' },
    help: {
      en: 'PEM certificate of a private authority that the server’s certificate comes from. Trusted besides the public ones, for this connection alone.',
      fr: 'Certificat PEM d’une autorité privée dont dépend le certificat du serveur. Reconnu en plus des autorités publiques, pour cette connexion seulement.',
    },
    uipathKey: null,
    example: EXAMPLE_CERTIFICATE,
  },
  {
    key: 'clientCertificate',
    name: 'client-certificate',
    group: 'connection',
    kind: 'text',
    schema: certificateSchema,
    choices: null,
    label: { en: 'Client certificate', fr: 'Certificat client' },
    help: {
      en: 'PEM certificate that is shown to a server which asks who connects, followed by those between it and its authority. Goes with client-key.',
      fr: 'Certificat PEM présenté au serveur qui demande qui se connecte, suivi de ceux qui le relient à son autorité. Va avec client-key.',
    },
    uipathKey: null,
    example: EXAMPLE_CERTIFICATE,
  },
  {
    key: 'clientKey',
    name: 'client-key',
    group: 'connection',
    kind: 'secret',
    form: 'private-key',
    schema: secretSchema('private-key'),
    label: { en: 'Client key', fr: 'Clé client' },
    help: {
      en: 'The private key of client-certificate, in PEM, without a passphrase. Never shown again once saved.',
      fr: 'La clé privée de client-certificate, en PEM, sans phrase secrète. Plus jamais affichée une fois enregistrée.',
    },
    uipathKey: null,
    example: 'file:/run/secrets/client-key.pem',
  },
  {
    key: 'clientName',
    name: 'client-name',
    group: 'connection',
    kind: 'text',
    // RFC 5321 section 4.1.1.1: a fully qualified name, or an address in brackets.
    schema: textSchema({
      max: 253,
      pattern: /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[(?:[0-9.]+|IPv6:[0-9A-Fa-f:.]+)\])$/,
      advice: 'Give a host name in ASCII, such as "postern.example.com", or an address in brackets.',
    }),
    choices: null,
    label: { en: 'Client name', fr: 'Nom du client' },
    help: {
      en: 'The name given to the server in EHLO. Default: the name of this machine. Some relays accept only a name that DNS knows.',
      fr: 'Nom annoncé au serveur dans EHLO. Par défaut, le nom de cette machine. Certains relais n’acceptent qu’un nom connu du DNS.',
    },
    uipathKey: null,
    example: 'postern.example.com',
  },
  {
    key: 'connectTimeout',
    name: 'connect-timeout',
    group: 'connection',
    kind: 'number',
    schema: wholeNumberSchema({ min: 1_000, max: 180_000, example: 10_000 }),
    choices: null,
    label: { en: 'Connect timeout', fr: 'Délai de connexion' },
    help: {
      en: 'How long to wait for the server to take the connection, in milliseconds. Default: 10000.',
      fr: 'Durée d’attente de l’ouverture de la connexion, en millisecondes. Par défaut, 10000.',
    },
    uipathKey: 'Email.Smtp.ConnectionTimeout',
    example: '10000',
  },
  {
    key: 'maxConnections',
    name: 'max-connections',
    group: 'connection',
    kind: 'number',
    schema: wholeNumberSchema({ min: 1, max: 100, example: 5 }),
    choices: null,
    label: { en: 'Connections at once', fr: 'Connexions simultanées' },
    help: {
      en: 'How many sessions may be open at once. Default: 5. Microsoft 365 allows 3 per mailbox.',
      fr: 'Nombre de sessions ouvertes en même temps. Par défaut, 5. Microsoft 365 en autorise 3 par boîte aux lettres.',
    },
    uipathKey: null,
    example: '5',
  },
  {
    key: 'maxMessagesPerMinute',
    name: 'max-messages-per-minute',
    group: 'connection',
    kind: 'number',
    schema: wholeNumberSchema({ min: 0, max: 100_000, example: 30 }),
    choices: null,
    label: { en: 'Messages per minute', fr: 'Messages par minute' },
    help: {
      en: 'How many messages the server is given per minute; the rest waits. Default: 0, no limit. Microsoft 365 allows 30.',
      fr: 'Nombre de messages confiés au serveur par minute, le reste attend. Par défaut, 0, sans limite. Microsoft 365 en autorise 30.',
    },
    uipathKey: null,
    example: '30',
  },
] as const satisfies readonly (PlainField | SecretField)[];
