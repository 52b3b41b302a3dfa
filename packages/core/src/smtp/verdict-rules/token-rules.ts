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
    // https://learn.microsoft.com/entra/identity-platform/reference-error-codes
    when: { kind: 'token', says: /AADSTS7000222/ },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'The client secret of the application has expired (Microsoft AADSTS7000222).',
      fr: 'Le secret client de l’application a expiré (Microsoft AADSTS7000222).',
    },
    cure: {
      en: 'Make a new client secret in Microsoft Entra (App registrations, Certificates & secrets), enter it as oauth-client-secret and set oauth-client-secret-expires to its last day, so that you are warned in time.',
      fr: 'Créez un nouveau secret client dans Microsoft Entra (Inscriptions d’applications, Certificats et secrets), saisissez-le comme oauth-client-secret et indiquez son dernier jour dans oauth-client-secret-expires, pour être averti à temps.',
    },
  },
  {
    when: { kind: 'token', says: /AADSTS7000215/ },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'The client secret is wrong (Microsoft AADSTS7000215). Most often the id of the secret was entered in the place of its value.',
      fr: 'Le secret client est faux (Microsoft AADSTS7000215). Le plus souvent, l’identifiant du secret a été saisi à la place de sa valeur.',
    },
    cure: {
      en: 'Enter as oauth-client-secret the column “Value” of the secret, which Microsoft Entra shows once; make a new secret if nobody has kept it.',
      fr: 'Saisissez comme oauth-client-secret la colonne « Valeur » du secret, que Microsoft Entra n’affiche qu’une fois ; créez un nouveau secret si personne ne l’a conservé.',
    },
  },
  {
    when: { kind: 'token', says: /AADSTS(?:700082|70043|700084)/ },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'The refresh token has expired, because it was not used for too long or a policy ends it (Microsoft).',
      fr: 'Le jeton d’actualisation a expiré : il n’a pas servi pendant trop longtemps, ou une stratégie y met fin (Microsoft).',
    },
    cure: {
      en: 'Have {username} sign in and agree again, and enter the new token as oauth-refresh-token. Client credentials need no person and do not end this way.',
      fr: 'Faites se reconnecter {username} pour un nouvel accord, et saisissez le nouveau jeton comme oauth-refresh-token. Avec client-credentials, personne n’a à se connecter et cela n’arrive pas.',
    },
  },
  {
    when: { kind: 'token', says: /AADSTS(?:50173|50133|70008)/ },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'The refresh token was revoked: the password of {username} was changed or reset, or an administrator ended the sessions (Microsoft).',
      fr: 'Le jeton d’actualisation a été révoqué : le mot de passe de {username} a été modifié ou réinitialisé, ou un administrateur a mis fin aux sessions (Microsoft).',
    },
    cure: {
      en: 'Have {username} sign in and agree again, and enter the new token as oauth-refresh-token.',
      fr: 'Faites se reconnecter {username} pour un nouvel accord, et saisissez le nouveau jeton comme oauth-refresh-token.',
    },
  },
  {
    when: { kind: 'token', says: /AADSTS(?:65001|65004|90094)/ },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'Nobody has consented to the permissions of the application (Microsoft AADSTS65001).',
      fr: 'Personne n’a donné son consentement aux autorisations de l’application (Microsoft AADSTS65001).',
    },
    cure: {
      en: 'In Microsoft Entra, under API permissions of the application, grant admin consent: SMTP.SendAsApp of Office 365 Exchange Online for client credentials, SMTP.Send and offline_access for a refresh token.',
      fr: 'Dans Microsoft Entra, sous Autorisations API de l’application, accordez le consentement administrateur : SMTP.SendAsApp d’Office 365 Exchange Online pour client-credentials, SMTP.Send et offline_access pour un jeton d’actualisation.',
    },
  },
  {
    when: { kind: 'token', says: /AADSTS700016/ },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'The tenant knows no application with this client id (Microsoft AADSTS700016).',
      fr: 'Le locataire ne connaît aucune application portant cet identifiant client (Microsoft AADSTS700016).',
    },
    cure: {
      en: 'Check oauth-client-id, which is the “Application (client) ID”, and that oauth-tenant is the tenant where the application is registered.',
      fr: 'Vérifiez oauth-client-id, soit l’« ID d’application (client) », et que oauth-tenant est le locataire où l’application est inscrite.',
    },
  },
  {
    when: { kind: 'token', says: /AADSTS(?:90002|900023|900021)/ },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'There is no such tenant at Microsoft.',
      fr: 'Ce locataire n’existe pas chez Microsoft.',
    },
    cure: {
      en: 'Check oauth-tenant: the “Directory (tenant) ID”, or a domain of the tenant such as contoso.onmicrosoft.com.',
      fr: 'Vérifiez oauth-tenant : l’« ID de l’annuaire (locataire) », ou un domaine du locataire tel que contoso.onmicrosoft.com.',
    },
  },
  {
    when: { kind: 'token', says: /AADSTS(?:50076|50079|50158|53003)/ },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'A Conditional Access policy or multi-factor authentication stands in the way of a sign-in without a person (Microsoft).',
      fr: 'Une stratégie d’accès conditionnel ou l’authentification multifacteur empêche une connexion sans personne (Microsoft).',
    },
    cure: {
      en: 'Use client credentials (oauth-grant=client-credentials), or exclude the application from the policy.',
      fr: 'Utilisez client-credentials (oauth-grant=client-credentials), ou excluez l’application de la stratégie.',
    },
  },
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
      en: 'The token endpoint does not accept the client id with this client secret: {reply}',
      fr: 'Le point d’accès OAuth n’accepte pas l’identifiant client avec ce secret client : {reply}',
    },
    cure: {
      en: 'Check oauth-client-id and enter oauth-client-secret again; client secrets expire.',
      fr: 'Vérifiez oauth-client-id et ressaisissez oauth-client-secret ; un secret client expire.',
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
