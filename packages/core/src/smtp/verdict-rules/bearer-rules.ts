import type { VerdictMatch, VerdictRule } from './verdict-rule.ts';

const GOOGLE = /(^|\.)(gmail|google|googlemail)\.com$/;
const MICROSOFT = /(^|\.)(office365|outlook|hotmail)\.com$/;

/** The replies to a sign-in with a token that was not taken; what Microsoft and Google say with them is about passwords. */
const REFUSED = {
  kind: 'reply',
  stages: ['authentication'],
  replies: [534, 535, 554],
  authentication: ['oauth2'],
} as const satisfies VerdictMatch;

/** What a mail server says of the token that it was shown; its error document (334) gives the code, such as `invalid_token`. */
export const BEARER_RULES: readonly VerdictRule[] = [
  {
    // RFC 7628 section 3.2.2
    when: { kind: 'reply', stages: ['authentication'], codes: ['insufficient_scope'] },
    kind: 'configuration',
    reason: 'authentication-failed',
    cause: {
      en: '{host} knows the token of {username}, but it is not for sending mail (insufficient_scope).',
      fr: '{host} connaît le jeton de {username}, mais ce jeton ne sert pas à envoyer du courrier (insufficient_scope).',
    },
    cure: {
      en: 'Set oauth-scope to what the server wants (Google: https://mail.google.com/), and have the consent given for that scope.',
      fr: 'Donnez à oauth-scope la valeur que le serveur attend (Google : https://mail.google.com/), et faites donner le consentement pour cette portée.',
    },
  },
  {
    when: { ...REFUSED, host: MICROSOFT },
    kind: 'configuration',
    reason: 'authentication-failed',
    cause: {
      en: 'The token endpoint gave a token, but Microsoft 365 lets it send nothing for {username}: {reply}',
      fr: 'Le point d’accès OAuth a délivré un jeton, mais Microsoft 365 ne le laisse rien envoyer pour {username} : {reply}',
    },
    cure: {
      en: 'Check that SMTP AUTH is on for the mailbox (Set-CASMailbox -SmtpClientAuthenticationDisabled $false), and with client credentials that the service principal is registered in Exchange (New-ServicePrincipal) and has the right to the mailbox (Add-MailboxPermission).',
      fr: 'Vérifiez que SMTP AUTH est activé pour la boîte (Set-CASMailbox -SmtpClientAuthenticationDisabled $false) et, avec client-credentials, que le principal de service est inscrit dans Exchange (New-ServicePrincipal) et a droit à la boîte (Add-MailboxPermission).',
    },
  },
  {
    when: { ...REFUSED, host: GOOGLE },
    kind: 'configuration',
    reason: 'authentication-failed',
    cause: {
      en: 'The token endpoint gave a token, but Gmail does not take it for {username}: {reply}',
      fr: 'Le point d’accès OAuth a délivré un jeton, mais Gmail ne l’accepte pas pour {username} : {reply}',
    },
    cure: {
      en: 'Check that smtp-username is the address of the person who agreed, or for whom the service account acts, and that the scope is https://mail.google.com/.',
      fr: 'Vérifiez que smtp-username est l’adresse de la personne qui a donné son accord, ou pour laquelle le compte de service agit, et que la portée est https://mail.google.com/.',
    },
  },
  {
    when: REFUSED,
    kind: 'configuration',
    reason: 'authentication-failed',
    cause: {
      en: '{host} does not take the token of {username}: {reply}',
      fr: '{host} n’accepte pas le jeton de {username} : {reply}',
    },
    cure: {
      en: 'Check that smtp-username is the account that the token is for, and that oauth-tenant or oauth-token-url and oauth-scope belong to this server.',
      fr: 'Vérifiez que smtp-username est le compte pour lequel le jeton est délivré, et que oauth-tenant ou oauth-token-url et oauth-scope vont avec ce serveur.',
    },
  },
];
