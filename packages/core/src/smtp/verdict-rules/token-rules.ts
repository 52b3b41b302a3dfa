import type { VerdictRule } from './verdict-rule.ts';

/** Endpoint answers that will not change by waiting (RFC 6749 section 5.2; `interaction_required` and the like by Microsoft). */
const TOKEN_REFUSALS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'access_denied',
  'interaction_required',
];

/** What the token endpoint says. Never tried again by themselves but where nothing is wrong with the settings. */
export const TOKEN_RULES: readonly VerdictRule[] = [
  {
    // https://developers.google.com/identity/protocols/oauth2/service-account
    when: {
      kind: 'token',
      codes: ['unauthorized_client'],
      says: /unauthorized to retrieve access tokens|not authorized for any of the scopes/i,
    },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'Google has not allowed this service account to act for {username}: domain-wide delegation is missing.',
      fr: 'Google n’a pas autorisé ce compte de service à agir pour {username} : la délégation à l’échelle du domaine manque.',
    },
    cure: {
      en: 'In the Google Admin console, under Security, API controls, Domain-wide delegation, add the numeric client id of the service account with the scope https://mail.google.com/. It can take some minutes to apply, at most a day.',
      fr: 'Dans la console d’administration Google, sous Sécurité, Commandes des API, Délégation au niveau du domaine, ajoutez l’identifiant client numérique du compte de service avec le niveau d’accès https://mail.google.com/. L’effet peut prendre quelques minutes, au plus un jour.',
    },
  },
  {
    when: { kind: 'token', codes: ['invalid_grant'], says: /invalid email or user id/i },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'Google knows no mailbox {username} for which the service account could act.',
      fr: 'Google ne connaît pas de boîte {username} pour laquelle le compte de service pourrait agir.',
    },
    cure: {
      en: 'Set smtp-username to the full address of a user of the Google Workspace domain: neither an alias, nor a group, nor the service account itself.',
      fr: 'Donnez à smtp-username l’adresse complète d’un utilisateur du domaine Google Workspace : ni un alias, ni un groupe, ni le compte de service lui-même.',
    },
  },
  {
    when: { kind: 'token', codes: ['invalid_grant'], says: /account not found/i },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'The service account does not exist any more, or not under the name in its key.',
      fr: 'Le compte de service n’existe plus, ou pas sous le nom inscrit dans sa clé.',
    },
    cure: {
      en: 'Look it up in Google Cloud under IAM, Service accounts, and enter a key of an account that exists as oauth-service-account-key.',
      fr: 'Cherchez-le dans Google Cloud, sous IAM, Comptes de service, et saisissez la clé d’un compte existant comme oauth-service-account-key.',
    },
  },
  {
    when: { kind: 'token', codes: ['invalid_grant'], says: /jwt signature/i },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'Google does not accept the signature: the key of the service account was deleted or disabled.',
      fr: 'Google n’accepte pas la signature : la clé du compte de service a été supprimée ou désactivée.',
    },
    cure: {
      en: 'Make a new key in Google Cloud under IAM, Service accounts, Keys, and enter its JSON file as oauth-service-account-key.',
      fr: 'Créez une nouvelle clé dans Google Cloud, sous IAM, Comptes de service, Clés, et saisissez son fichier JSON comme oauth-service-account-key.',
    },
  },
  {
    when: {
      kind: 'token',
      codes: ['invalid_grant'],
      says: /short-lived token|reasonable timeframe|iat and exp/i,
    },
    kind: 'transient',
    reason: 'token-failed',
    cause: {
      en: 'The clock of this machine is wrong: Google does not accept an assertion with its time.',
      fr: 'L’horloge de cette machine est fausse : Google n’accepte pas une assertion portant son heure.',
    },
    cure: {
      en: 'Set the clock of the machine that runs Postern (NTP). Mail is tried again by itself.',
      fr: 'Mettez à l’heure la machine qui exécute Postern (NTP). Les messages seront réessayés automatiquement.',
    },
  },
  {
    // https://developers.google.com/identity/protocols/oauth2#expiration
    when: { kind: 'token', codes: ['invalid_grant'], says: /expired or revoked/i },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'Google has ended the refresh token: it was revoked, the password was changed, or the application is still in “Testing”, where tokens live seven days.',
      fr: 'Google a mis fin au jeton d’actualisation : il a été révoqué, le mot de passe a changé, ou l’application est encore en mode « Test », où les jetons durent sept jours.',
    },
    cure: {
      en: 'Publish the application (OAuth consent screen, “In production”), have {username} agree again and enter the new token as oauth-refresh-token. A service account needs no consent.',
      fr: 'Publiez l’application (écran de consentement OAuth, « En production »), obtenez de nouveau l’accord de {username} et saisissez le nouveau jeton comme oauth-refresh-token. Un compte de service n’a pas besoin d’accord.',
    },
  },
  {
    when: { kind: 'token', codes: ['invalid_grant'] },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'The token endpoint does not accept the refresh token or assertion any more: {reply}',
      fr: 'Le point d’accès OAuth n’accepte plus le jeton d’actualisation ou l’assertion : {reply}',
    },
    cure: {
      en: 'Have {username} agree again and enter the new token as oauth-refresh-token; with a service account, enter a new key.',
      fr: 'Obtenez de nouveau l’accord de {username} et saisissez le nouveau jeton comme oauth-refresh-token ; avec un compte de service, saisissez une nouvelle clé.',
    },
  },
  {
    when: { kind: 'token', codes: ['invalid_client'] },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'The token endpoint does not accept the client id with this client secret or certificate: {reply}',
      fr: 'Le point d’accès OAuth n’accepte pas l’identifiant client avec ce secret ou ce certificat client : {reply}',
    },
    cure: {
      en: 'Check oauth-client-id and enter oauth-client-secret again, or set oauth-client-certificate to one that is registered; both expire.',
      fr: 'Vérifiez oauth-client-id et ressaisissez oauth-client-secret, ou donnez à oauth-client-certificate un certificat inscrit ; les deux expirent.',
    },
  },
  {
    when: { kind: 'token', codes: ['unauthorized_client', 'unsupported_grant_type'] },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'The application may not ask for tokens in this way: {reply}',
      fr: 'L’application n’a pas le droit de demander des jetons de cette façon : {reply}',
    },
    cure: {
      en: 'Check oauth-grant, and that the application is allowed this grant at the provider.',
      fr: 'Vérifiez oauth-grant, et que le fournisseur autorise ce type d’autorisation à l’application.',
    },
  },
  {
    when: { kind: 'token', codes: ['invalid_scope'] },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'The provider does not know the scope, or does not give it to this application: {reply}',
      fr: 'Le fournisseur ne connaît pas la portée, ou ne l’accorde pas à cette application : {reply}',
    },
    cure: {
      en: 'Unset oauth-scope to use the usual one: with Microsoft 365, client credentials want a scope that ends in /.default.',
      fr: 'Retirez oauth-scope pour utiliser la portée habituelle : avec Microsoft 365, client-credentials demande une portée qui se termine par /.default.',
    },
  },
  {
    when: { kind: 'token', codes: TOKEN_REFUSALS },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'The token endpoint refused to give an access token for {username}.',
      fr: 'Le point d’accès OAuth a refusé de délivrer un jeton pour {username}.',
    },
    cure: {
      en: 'Check oauth-client-id, oauth-tenant or oauth-token-url and oauth-scope, enter the client secret or refresh token again (they expire), and see that consent was given.',
      fr: 'Vérifiez oauth-client-id, oauth-tenant ou oauth-token-url et oauth-scope, ressaisissez le secret du client ou le jeton d’actualisation (ils expirent) et vérifiez que le consentement a été donné.',
    },
  },
  {
    when: { kind: 'token' },
    kind: 'transient',
    reason: 'token-failed',
    cause: {
      en: 'The token endpoint did not give an access token: it could not be reached, or its answer made no sense.',
      fr: 'Le point d’accès OAuth n’a pas délivré de jeton : il est injoignable ou sa réponse est incompréhensible.',
    },
    cure: {
      en: 'Check oauth-token-url and that this machine may reach it over HTTPS. Mail is tried again by itself.',
      fr: 'Vérifiez oauth-token-url et que cette machine l’atteint en HTTPS. Les messages seront réessayés automatiquement.',
    },
  },
];
