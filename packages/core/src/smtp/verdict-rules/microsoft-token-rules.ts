import type { VerdictRule } from './verdict-rule.ts';

/** What Microsoft's token endpoint says, by the numbers of its errors. */
export const MICROSOFT_TOKEN_RULES: readonly VerdictRule[] = [
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
    when: { kind: 'token', says: /AADSTS7000(?:27|23|30)\b/ },
    kind: 'configuration',
    reason: 'token-failed',
    cause: {
      en: 'Microsoft does not accept what the application signed: its certificate is not registered there, or has expired (Microsoft AADSTS700027).',
      fr: 'Microsoft n’accepte pas ce que l’application a signé : son certificat n’y est pas inscrit, ou a expiré (Microsoft AADSTS700027).',
    },
    cure: {
      en: 'Upload the first certificate of oauth-client-certificate in Microsoft Entra (App registrations, Certificates & secrets, Certificates), to the application that oauth-client-id names.',
      fr: 'Téléversez le premier certificat d’oauth-client-certificate dans Microsoft Entra (Inscriptions d’applications, Certificats et secrets, Certificats), pour l’application que nomme oauth-client-id.',
    },
  },
  {
    when: { kind: 'token', says: /AADSTS700024/ },
    kind: 'transient',
    reason: 'token-failed',
    cause: {
      en: 'The clock of this machine is wrong: Microsoft does not accept an assertion with its time (Microsoft AADSTS700024).',
      fr: 'L’horloge de cette machine est fausse : Microsoft n’accepte pas une assertion portant son heure (Microsoft AADSTS700024).',
    },
    cure: {
      en: 'Set the clock of the machine that runs Postern (NTP). Mail is tried again by itself.',
      fr: 'Mettez à l’heure la machine qui exécute Postern (NTP). Les messages seront réessayés automatiquement.',
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
];
