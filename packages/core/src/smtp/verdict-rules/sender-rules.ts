import type { VerdictRule } from './verdict-rule.ts';

const GOOGLE = /(^|\.)(gmail|google|googlemail)\.com$/;
const MICROSOFT = /(^|\.)(office365|outlook|hotmail)\.com$/;

/** Servers bring the sender up at any stage: many judge MAIL FROM only once they have seen RCPT TO. */
const ABOUT_SENDER =
  /send ?as ?denied|not (allowed|permitted|authorized) to (send as|use this sender|send from)|send as this sender|not owned by (the )?user|sender (address |domain )?(is )?(rejected|refused|denied|not allowed|not verified)|from address (is )?not (verified|allowed)|(email|identity) address is not verified|must match the authenticated/i;

const AS_USER_NAME = {
  en: 'default-from-address must equal smtp-username ({username}) or be an alias that this account may send as.',
  fr: 'default-from-address doit être égal à smtp-username ({username}) ou être un alias que ce compte peut utiliser.',
};

/** The server does not let us send: from this machine, for this account, or as this From address. */
export const SENDER_RULES: readonly VerdictRule[] = [
  {
    // Daily sending limits come as 5xx, but end by themselves within a day: https://support.google.com/a/answer/166852
    when: { kind: 'reply', replies: [5], enhanced: ['5.4.5', '5.1.90'] },
    kind: 'transient',
    reason: 'busy',
    cause: {
      en: 'The daily sending limit of {username} is used up: {reply}',
      fr: 'La limite d’envoi quotidienne de {username} est atteinte : {reply}',
    },
    cure: {
      en: 'It is tried again by itself for two days. For more mail than the provider allows, use a relay service, and set max-messages-per-minute.',
      fr: 'L’envoi sera réessayé automatiquement pendant deux jours. Au-delà du volume permis, utilisez un service de relais et réglez max-messages-per-minute.',
    },
  },
  {
    when: { kind: 'reply', replies: [5], says: /client host (is )?(rejected|blocked)/i },
    kind: 'configuration',
    reason: 'refused',
    cause: {
      en: '{host} takes no mail from the address of this machine: {reply}',
      fr: '{host} n’accepte pas de messages depuis l’adresse de cette machine : {reply}',
    },
    cure: {
      en: 'Have the address of this machine allowed on the server, or sign in with smtp-username and smtp-password.',
      fr: 'Faites autoriser l’adresse de cette machine sur le serveur, ou authentifiez-vous avec smtp-username et smtp-password.',
    },
  },
  {
    when: { kind: 'reply', enhanced: ['5.7.60'] },
    kind: 'configuration',
    reason: 'sender-refused',
    cause: {
      en: 'Exchange does not let {username} send as this From address.',
      fr: 'Exchange ne permet pas à {username} d’envoyer avec cette adresse d’expéditeur.',
    },
    cure: AS_USER_NAME,
  },
  {
    when: { kind: 'reply', replies: [5], says: ABOUT_SENDER, host: MICROSOFT },
    kind: 'configuration',
    reason: 'sender-refused',
    cause: {
      en: 'Microsoft 365 does not let {username} send as this From address.',
      fr: 'Microsoft 365 ne permet pas à {username} d’envoyer avec cette adresse d’expéditeur.',
    },
    cure: {
      en: 'Set default-from-address to the account’s own address, or give the account “Send As” on the other mailbox.',
      fr: 'Donnez à default-from-address l’adresse du compte lui-même, ou accordez au compte « Envoyer en tant que » sur l’autre boîte.',
    },
  },
  {
    when: { kind: 'reply', replies: [5], says: ABOUT_SENDER },
    kind: 'configuration',
    reason: 'sender-refused',
    cause: {
      en: '{host} does not let us send as this From address: {reply}',
      fr: '{host} ne permet pas d’envoyer avec cette adresse d’expéditeur : {reply}',
    },
    cure: AS_USER_NAME,
  },
  {
    when: { kind: 'reply', replies: [5], enhanced: ['5.1.7', '5.1.8'] },
    kind: 'configuration',
    reason: 'sender-refused',
    cause: {
      en: '{host} holds the From address for invalid, or its domain for not existing: {reply}',
      fr: '{host} considère l’adresse d’expéditeur comme invalide, ou son domaine comme inexistant : {reply}',
    },
    cure: {
      en: 'Set default-from-address to an existing mailbox of a domain that DNS knows.',
      fr: 'Donnez à default-from-address une boîte existante, dans un domaine connu du DNS.',
    },
  },
  {
    // SPF, DKIM, DMARC: 5.7.23 to 5.7.27 (RFC 7372, RFC 9989), 5.7.509 and 5.7.515 by Microsoft.
    when: {
      kind: 'reply',
      replies: [5],
      enhanced: ['5.7.20', '5.7.21', '5.7.22', '5.7.23', '5.7.26', '5.7.27', '5.7.509', '5.7.515'],
    },
    kind: 'configuration',
    reason: 'sender-refused',
    cause: {
      en: 'The receiving server cannot verify that we may send for the domain of the From address (SPF, DKIM or DMARC): {reply}',
      fr: 'Le serveur destinataire ne peut pas vérifier que nous avons le droit d’envoyer pour le domaine de l’expéditeur (SPF, DKIM ou DMARC) : {reply}',
    },
    cure: {
      en: 'Send through a relay that is listed in the SPF record of that domain and signs with DKIM.',
      fr: 'Envoyez par un relais inscrit dans l’enregistrement SPF de ce domaine et qui signe avec DKIM.',
    },
  },
  {
    when: { kind: 'reply', stages: ['mail-from'], replies: [5], host: GOOGLE },
    kind: 'configuration',
    reason: 'sender-refused',
    cause: {
      en: 'Gmail refused the From address: {reply}',
      fr: 'Gmail a refusé l’adresse d’expéditeur : {reply}',
    },
    cure: {
      en: 'With Gmail, default-from-address must equal smtp-username ({username}) or a “Send mail as” alias of that account.',
      fr: 'Avec Gmail, default-from-address doit être égal à smtp-username ({username}) ou à un alias « Envoyer des e-mails en tant que » de ce compte.',
    },
  },
  {
    when: { kind: 'reply', stages: ['mail-from'], replies: [5] },
    kind: 'configuration',
    reason: 'sender-refused',
    cause: {
      en: '{host} refused the From address: {reply}',
      fr: '{host} a refusé l’adresse d’expéditeur : {reply}',
    },
    cure: AS_USER_NAME,
  },
  {
    when: { kind: 'not-offered', stages: ['mail-from'] },
    kind: 'configuration',
    reason: 'sender-refused',
    cause: {
      en: 'The From address has letters outside ASCII before the @, and {host} does not take such addresses (SMTPUTF8).',
      fr: 'L’adresse d’expéditeur contient des lettres hors ASCII avant l’@, et {host} n’accepte pas de telles adresses (SMTPUTF8).',
    },
    cure: {
      en: 'Set default-from-address to an address with ASCII letters before the @.',
      fr: 'Donnez à default-from-address une adresse en lettres ASCII avant l’@.',
    },
  },
];
