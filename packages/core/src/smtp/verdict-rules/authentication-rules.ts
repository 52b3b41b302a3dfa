import type { VerdictRule } from './verdict-rule.ts';

const GOOGLE = /(^|\.)(gmail|google|googlemail)\.com$/;
const MICROSOFT = /(^|\.)(office365|outlook|hotmail)\.com$/;

/** Signing in, at whatever stage the server brings it up. Wrong settings, never tried again by themselves: repeated failures lock accounts. */
export const AUTHENTICATION_RULES: readonly VerdictRule[] = [
  {
    // Microsoft gives 5.7.139 for wrong passwords too; the words tell them apart.
    // https://learn.microsoft.com/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365
    when: { kind: 'reply', enhanced: ['5.7.139'], says: /credentials were incorrect|user is locked/i },
    kind: 'configuration',
    reason: 'authentication-failed',
    cause: {
      en: 'Microsoft 365 refused the user name or the password of {username}: {reply}',
      fr: 'Microsoft 365 a refusé le nom d’utilisateur ou le mot de passe de {username} : {reply}',
    },
    cure: {
      en: 'Enter the password again and check in the Entra sign-in log that the account is not locked or held by multi-factor authentication.',
      fr: 'Ressaisissez le mot de passe et vérifiez dans le journal de connexion Entra que le compte n’est ni verrouillé ni soumis à l’authentification multifacteur.',
    },
  },
  {
    when: { kind: 'reply', enhanced: ['5.7.139', '5.7.30'] },
    kind: 'configuration',
    reason: 'basic-authentication-disabled',
    cause: {
      en: 'Microsoft 365 does not accept user name and password here: basic authentication is switched off.',
      fr: 'Microsoft 365 n’accepte pas ici un nom d’utilisateur et un mot de passe : l’authentification de base est désactivée.',
    },
    cure: {
      en: 'Set authentication to oauth2 (client credentials), or send through a relay or High Volume Email. Microsoft turns basic SMTP AUTH off by default for existing tenants from the end of December 2026.',
      fr: 'Passez authentication à oauth2 (client-credentials), ou envoyez par un relais ou par High Volume Email. Microsoft désactive par défaut l’authentification SMTP de base des locataires existants à partir de fin décembre 2026.',
    },
  },
  {
    when: {
      kind: 'reply',
      says: /basic authentication is (disabled|not supported)|SmtpClientAuthentication is disabled/i,
    },
    kind: 'configuration',
    reason: 'basic-authentication-disabled',
    cause: {
      en: 'The server does not accept user name and password: {reply}',
      fr: 'Le serveur n’accepte pas un nom d’utilisateur et un mot de passe : {reply}',
    },
    cure: {
      en: 'Set authentication to oauth2, or have SMTP AUTH enabled for this account.',
      fr: 'Passez authentication à oauth2, ou faites activer SMTP AUTH pour ce compte.',
    },
  },
  {
    // https://support.google.com/a/answer/3726730 ("Application-specific password required")
    when: { kind: 'reply', enhanced: ['5.7.9'], stages: ['authentication'] },
    kind: 'configuration',
    reason: 'app-password-required',
    cause: {
      en: 'Gmail wants an app password: the normal password of {username} will never work here.',
      fr: 'Gmail exige un mot de passe d’application : le mot de passe habituel de {username} ne fonctionnera jamais ici.',
    },
    cure: {
      en: 'Turn on 2-step verification for the account, create an app password at myaccount.google.com/apppasswords and enter that as smtp-password.',
      fr: 'Activez la validation en deux étapes du compte, créez un mot de passe d’application sur myaccount.google.com/apppasswords et saisissez-le comme smtp-password.',
    },
  },
  {
    when: {
      kind: 'reply',
      stages: ['authentication'],
      says: /application[- ]specific password|app(lication)? password/i,
    },
    kind: 'configuration',
    reason: 'app-password-required',
    cause: {
      en: 'The provider wants an app password for {username}: {reply}',
      fr: 'Le fournisseur exige un mot de passe d’application pour {username} : {reply}',
    },
    cure: {
      en: 'Create an app password in the security settings of the account and enter that as smtp-password.',
      fr: 'Créez un mot de passe d’application dans les paramètres de sécurité du compte et saisissez-le comme smtp-password.',
    },
  },
  {
    when: {
      kind: 'reply',
      replies: [530, 538, 454, 550, 554, 451],
      says: /must issue a starttls|starttls (is )?required|encryption required/i,
    },
    kind: 'configuration',
    reason: 'authentication-required',
    cause: {
      en: '{host} takes mail only over TLS, and secure connection is off.',
      fr: '{host} n’accepte de messages qu’en TLS, et la connexion sécurisée est désactivée.',
    },
    cure: {
      en: 'Turn secure-connection on.',
      fr: 'Activez secure-connection.',
    },
  },
  {
    // Exchange and Microsoft 365: https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online
    when: { kind: 'reply', enhanced: ['5.7.57', '5.7.3'] },
    kind: 'configuration',
    reason: 'authentication-required',
    cause: {
      en: '{host} holds the session for not signed in, or wants TLS before it lets anyone sign in: {reply}',
      fr: '{host} considère la session comme non authentifiée, ou exige TLS avant toute authentification : {reply}',
    },
    cure: {
      en: 'Turn secure-connection on, set smtp-username and smtp-password, and check that the account may use SMTP AUTH.',
      fr: 'Activez secure-connection, renseignez smtp-username et smtp-password, et vérifiez que le compte a le droit d’utiliser SMTP AUTH.',
    },
  },
  {
    when: { kind: 'reply', replies: [530] },
    kind: 'configuration',
    reason: 'authentication-required',
    cause: {
      en: '{host} takes mail only from those who sign in: {reply}',
      fr: '{host} n’accepte de messages que des utilisateurs authentifiés : {reply}',
    },
    cure: {
      en: 'Turn use-default-credentials off and set smtp-username and smtp-password. Turn secure-connection on if it is off.',
      fr: 'Désactivez use-default-credentials et renseignez smtp-username et smtp-password. Activez secure-connection si elle est désactivée.',
    },
  },
  {
    when: {
      kind: 'reply',
      stages: ['mail-from', 'rcpt-to', 'data', 'reply'],
      replies: [5],
      says: /relay(ing)? (access )?(denied|not permitted|not allowed|prohibited)|(unable|not permitted|not allowed) to relay|authentication (is )?required|not authenticated|must (first )?(authenticate|log ?in)/i,
    },
    kind: 'configuration',
    reason: 'authentication-required',
    cause: {
      en: '{host} does not relay mail for this machine: {reply}',
      fr: '{host} ne relaie pas de messages pour cette machine : {reply}',
    },
    cure: {
      en: 'Set smtp-username and smtp-password, or have the address of this machine allowed on the relay.',
      fr: 'Renseignez smtp-username et smtp-password, ou faites autoriser l’adresse de cette machine sur le relais.',
    },
  },
  {
    when: { kind: 'reply', replies: [535, 534], stages: ['mail-from', 'rcpt-to', 'data', 'reply'] },
    kind: 'configuration',
    reason: 'authentication-failed',
    cause: {
      en: '{host} does not accept the sign-in of {username}: {reply}',
      fr: '{host} n’accepte pas l’authentification de {username} : {reply}',
    },
    cure: {
      en: 'Check smtp-username and enter smtp-password again.',
      fr: 'Vérifiez smtp-username et ressaisissez smtp-password.',
    },
  },
  {
    when: { kind: 'reply', stages: ['authentication'], replies: [502, 503, 504] },
    kind: 'configuration',
    reason: 'authentication-not-offered',
    cause: {
      en: '{host} does not know the way we sign in: {reply}',
      fr: '{host} ne connaît pas notre méthode d’authentification : {reply}',
    },
    cure: {
      en: 'Turn secure-connection on: many servers let nobody sign in without TLS. If the server wants no sign-in at all, turn use-default-credentials on.',
      fr: 'Activez secure-connection : beaucoup de serveurs n’authentifient personne sans TLS. Si le serveur ne demande aucune authentification, activez use-default-credentials.',
    },
  },
  {
    when: { kind: 'reply', stages: ['authentication'], replies: [5], host: GOOGLE },
    kind: 'configuration',
    reason: 'authentication-failed',
    cause: {
      en: 'Gmail refused the user name or the password of {username}.',
      fr: 'Gmail a refusé le nom d’utilisateur ou le mot de passe de {username}.',
    },
    cure: {
      en: 'smtp-username is the full address; smtp-password must be an app password of that very account (16 letters, from myaccount.google.com/apppasswords).',
      fr: 'smtp-username est l’adresse complète ; smtp-password doit être un mot de passe d’application de ce même compte (16 lettres, depuis myaccount.google.com/apppasswords).',
    },
  },
  {
    when: { kind: 'reply', stages: ['authentication'], replies: [5], host: MICROSOFT },
    kind: 'configuration',
    reason: 'authentication-failed',
    cause: {
      en: 'Microsoft refused the sign-in of {username}: {reply}',
      fr: 'Microsoft a refusé l’authentification de {username} : {reply}',
    },
    cure: {
      en: 'Enter the password again, and check that the account is licensed and that “Authenticated SMTP” is enabled for it; better, set authentication to oauth2.',
      fr: 'Ressaisissez le mot de passe et vérifiez que le compte a une licence et que « SMTP authentifié » est activé ; mieux, passez authentication à oauth2.',
    },
  },
  {
    when: { kind: 'reply', stages: ['authentication'], replies: [5] },
    kind: 'configuration',
    reason: 'authentication-failed',
    cause: {
      en: '{host} refused the user name or the password of {username}: {reply}',
      fr: '{host} a refusé le nom d’utilisateur ou le mot de passe de {username} : {reply}',
    },
    cure: {
      en: 'Check smtp-username (and smtp-domain) and enter smtp-password again.',
      fr: 'Vérifiez smtp-username (et smtp-domain) et ressaisissez smtp-password.',
    },
  },
  {
    when: { kind: 'not-offered', stages: ['authentication'], authentication: ['ntlm'] },
    kind: 'configuration',
    reason: 'authentication-not-offered',
    cause: {
      en: 'authentication=ntlm signs in by NTLM alone, which {host} does not offer on this connection.',
      fr: 'authentication=ntlm n’authentifie que par NTLM, que {host} ne propose pas sur cette connexion.',
    },
    cure: {
      en: 'Set authentication=password: it takes what the server offers, NTLM too.',
      fr: 'Définissez authentication=password : ce que le serveur propose est alors utilisé, y compris NTLM.',
    },
  },
  {
    when: { kind: 'not-offered', stages: ['authentication'] },
    kind: 'configuration',
    reason: 'authentication-not-offered',
    cause: {
      en: '{host} offers no way to sign in that we know of on this connection.',
      fr: '{host} ne propose, sur cette connexion, aucune méthode d’authentification que nous connaissions.',
    },
    cure: {
      en: 'Turn secure-connection on (port 587): many servers offer sign-in only over TLS. If the server wants none, turn use-default-credentials on.',
      fr: 'Activez secure-connection (port 587) : beaucoup de serveurs ne proposent l’authentification qu’en TLS. Si le serveur n’en veut pas, activez use-default-credentials.',
    },
  },
];
