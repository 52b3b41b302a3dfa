import { AUTHENTICATIONS, OAUTH_GRANTS } from '../mail-settings.ts';
import { choiceSchema } from './choice-schema.ts';
import { dateSchema } from './date-schema.ts';
import type { Field } from './field.ts';
import { OAUTH_CERTIFICATE_FIELDS } from './oauth-certificate-fields.ts';
import { secretSchema } from './secret-schema.ts';
import { switchSchema } from './switch-schema.ts';
import { textSchema } from './text-schema.ts';
import { tokenUrlSchema } from './token-url-schema.ts';

/** OAuth 2.0 identifiers: visible ASCII (RFC 6749 appendix A). */
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** How the server learns who we are. */
export const SIGN_IN_FIELDS = [
  {
    key: 'useDefaultCredentials',
    name: 'use-default-credentials',
    group: 'connection',
    kind: 'boolean',
    schema: switchSchema,
    choices: null,
    label: { en: 'Use default credentials', fr: 'Utiliser les identifiants par défaut' },
    help: {
      en: 'On: no user name and password are sent at all, for relays that know this machine. Default: off.',
      fr: 'Activé, aucun nom d’utilisateur ni mot de passe n’est envoyé, pour les relais qui connaissent cette machine. Désactivé par défaut.',
    },
    uipathKey: 'Email.Smtp.UseDefaultCredentials',
    example: 'off',
  },
  {
    key: 'authentication',
    name: 'authentication',
    group: 'connection',
    kind: 'choice',
    schema: choiceSchema(AUTHENTICATIONS),
    choices: AUTHENTICATIONS,
    label: { en: 'Authentication', fr: 'Authentification' },
    help: {
      en: 'How to sign in. Default: with the password when a user name or password is set, else not at all. Microsoft 365 needs oauth2; ntlm is for Windows servers that offer nothing else; certificate lets client-certificate sign in (SASL EXTERNAL).',
      fr: 'Façon de s’authentifier. Par défaut, par mot de passe si un nom d’utilisateur ou un mot de passe est défini, sinon aucune. Microsoft 365 exige oauth2 ; ntlm sert aux serveurs Windows qui ne proposent rien d’autre, certificate authentifie par client-certificate (SASL EXTERNAL).',
    },
    uipathKey: null,
    example: 'password',
  },
  {
    key: 'smtpUsername',
    name: 'smtp-username',
    group: 'connection',
    kind: 'text',
    schema: textSchema({ max: 320 }),
    choices: null,
    label: { en: 'SMTP username', fr: 'Nom d’utilisateur SMTP' },
    help: {
      en: 'Account at the server, when it wants one. With Gmail: the sending address.',
      fr: 'Compte sur le serveur, s’il en demande un. Avec Gmail, l’adresse d’expédition.',
    },
    uipathKey: 'Email.Smtp.UserName',
    example: 'robots@example.com',
  },
  {
    key: 'smtpPassword',
    name: 'smtp-password',
    group: 'connection',
    kind: 'secret',
    form: 'line',
    schema: secretSchema('line'),
    label: { en: 'SMTP password', fr: 'Mot de passe SMTP' },
    help: {
      en: 'Password of the account. Never shown again once saved. Gmail wants an app password; the normal one never works.',
      fr: 'Mot de passe du compte. Plus jamais affiché une fois enregistré. Gmail exige un mot de passe d’application, le mot de passe habituel ne fonctionne jamais.',
    },
    uipathKey: 'Email.Smtp.Password',
    example: 'env:SMTP_PASSWORD',
  },
  {
    key: 'smtpDomain',
    name: 'smtp-domain',
    group: 'connection',
    kind: 'text',
    schema: textSchema({
      max: 253,
      pattern: /^[\p{L}\p{M}\p{N}_.-]+$/u,
      advice: 'Give the domain alone, such as "CORP", without user name, slash or backslash.',
    }),
    choices: null,
    label: { en: 'SMTP domain', fr: 'Domaine SMTP' },
    help: {
      en: 'Domain of the user name. The account is then given as DOMAIN\\user.',
      fr: 'Domaine du nom d’utilisateur. Le compte est alors présenté sous la forme DOMAINE\\utilisateur.',
    },
    uipathKey: 'Email.Smtp.Domain',
    example: 'CORP',
  },
  {
    key: 'oauthTenant',
    name: 'oauth-tenant',
    group: 'connection',
    kind: 'text',
    schema: textSchema({
      max: 253,
      pattern: /^[A-Za-z0-9][A-Za-z0-9.-]*$/,
      advice: 'Give the id or the domain of the tenant, such as "contoso.onmicrosoft.com".',
    }),
    choices: null,
    label: { en: 'OAuth tenant', fr: 'Locataire OAuth' },
    help: {
      en: 'Id or domain of the Microsoft Entra tenant; the token URL and scope of Microsoft 365 follow from it.',
      fr: 'Identifiant ou domaine du locataire Microsoft Entra, dont découlent l’URL de jeton et la portée de Microsoft 365.',
    },
    uipathKey: null,
    example: 'contoso.onmicrosoft.com',
  },
  {
    key: 'oauthTokenUrl',
    name: 'oauth-token-url',
    group: 'connection',
    kind: 'text',
    schema: tokenUrlSchema,
    choices: null,
    label: { en: 'OAuth token URL', fr: 'URL de jeton OAuth' },
    help: {
      en: 'Where access tokens are asked for, when the provider is not Microsoft 365. Set this or the tenant, not both.',
      fr: 'Adresse où demander les jetons d’accès, si le fournisseur n’est pas Microsoft 365. À définir à la place du locataire, jamais avec lui.',
    },
    uipathKey: null,
    example: 'https://oauth2.googleapis.com/token',
  },
  {
    key: 'oauthClientId',
    name: 'oauth-client-id',
    group: 'connection',
    kind: 'text',
    schema: textSchema({
      max: 512,
      pattern: VISIBLE_ASCII,
      advice: 'A client id has no spaces or accents.',
    }),
    choices: null,
    label: { en: 'OAuth client id', fr: 'Identifiant client OAuth' },
    help: {
      en: 'Id of the application registered at the provider.',
      fr: 'Identifiant de l’application enregistrée chez le fournisseur.',
    },
    uipathKey: null,
    example: '8f1c2c5e-6d0b-4b7f-9a37-2d0f6f3f5a10',
  },
  {
    key: 'oauthClientSecret',
    name: 'oauth-client-secret',
    group: 'connection',
    kind: 'secret',
    form: 'line',
    schema: secretSchema('line'),
    label: { en: 'OAuth client secret', fr: 'Secret client OAuth' },
    help: {
      en: 'Secret of that application. Never shown again once saved. Client credentials need it, or a certificate.',
      fr: 'Secret de cette application. Plus jamais affiché une fois enregistré. Nécessaire avec client-credentials, à moins d’un certificat.',
    },
    uipathKey: null,
    example: 'file:/run/secrets/oauth-client-secret',
  },
  {
    key: 'oauthClientSecretExpires',
    name: 'oauth-client-secret-expires',
    group: 'connection',
    kind: 'text',
    schema: dateSchema,
    choices: null,
    label: { en: 'OAuth client secret expires', fr: 'Expiration du secret client OAuth' },
    help: {
      en: 'Last day of the client secret, as the provider shows it, such as 2027-03-31. Administrators are warned from 30 days before.',
      fr: 'Dernier jour du secret client, tel que le fournisseur l’indique, par exemple 2027-03-31. Les administrateurs sont avertis à partir de 30 jours avant.',
    },
    uipathKey: null,
    example: '2027-03-31',
  },
  ...OAUTH_CERTIFICATE_FIELDS,
  {
    key: 'oauthGrant',
    name: 'oauth-grant',
    group: 'connection',
    kind: 'choice',
    schema: choiceSchema(OAUTH_GRANTS),
    choices: OAUTH_GRANTS,
    label: { en: 'OAuth grant', fr: 'Type d’autorisation OAuth' },
    help: {
      en: 'How tokens are asked for. client-credentials (the default) acts as the application; refresh-token acts as a person who agreed once; service-account acts by the key of a Google service account.',
      fr: 'Façon de demander les jetons. client-credentials (par défaut) agit en tant qu’application, refresh-token au nom d’une personne qui a donné son accord une fois, service-account avec la clé d’un compte de service Google.',
    },
    uipathKey: null,
    example: 'client-credentials',
  },
  {
    key: 'oauthRefreshToken',
    name: 'oauth-refresh-token',
    group: 'connection',
    kind: 'secret',
    form: 'line',
    schema: secretSchema('line'),
    label: { en: 'OAuth refresh token', fr: 'Jeton d’actualisation OAuth' },
    help: {
      en: 'The token that the person’s consent gave. Never shown again once saved. Needed for refresh-token.',
      fr: 'Le jeton issu de l’accord de la personne. Plus jamais affiché une fois enregistré. Nécessaire avec refresh-token.',
    },
    uipathKey: null,
    example: 'file:/run/secrets/oauth-refresh-token',
  },
  {
    key: 'oauthServiceAccountKey',
    name: 'oauth-service-account-key',
    group: 'connection',
    kind: 'secret',
    form: 'service-account-key',
    schema: secretSchema('service-account-key'),
    label: { en: 'Service account key', fr: 'Clé du compte de service' },
    help: {
      en: 'The whole JSON key file of a Google service account with domain-wide delegation; it signs in as the SMTP username. Never shown again once saved. Needed for service-account.',
      fr: 'Le fichier de clé JSON entier d’un compte de service Google avec délégation à l’échelle du domaine, qui se connecte en tant que nom d’utilisateur SMTP. Plus jamais affiché une fois enregistré. Nécessaire avec service-account.',
    },
    uipathKey: null,
    example: 'file:/run/secrets/service-account.json',
  },
  {
    key: 'oauthScope',
    name: 'oauth-scope',
    group: 'connection',
    kind: 'text',
    // RFC 6749 section 3.3: tokens of visible ASCII without quote and backslash, one space between.
    schema: textSchema({
      max: 1_000,
      pattern: /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/,
      advice: 'Give one or several scopes with one space between.',
    }),
    choices: null,
    label: { en: 'OAuth scope', fr: 'Portée OAuth' },
    help: {
      en: 'What the token is for. Default: with a Microsoft tenant or a service account the scope for sending mail, else none.',
      fr: 'Ce à quoi sert le jeton. Par défaut, avec un locataire Microsoft ou un compte de service, la portée d’envoi de courrier, sinon aucune.',
    },
    uipathKey: null,
    example: 'https://outlook.office365.com/.default',
  },
] as const satisfies readonly Field[];
