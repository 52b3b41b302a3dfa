import type { VerdictRule } from './verdict-rule.ts';

/** What the message says, once its size and its addresses are not the reason. Other messages pass. */
export const CONTENT_RULES: readonly VerdictRule[] = [
  {
    when: { kind: 'reply', stages: ['data', 'reply'], replies: [500, 501, 502, 503, 504, 555] },
    kind: 'permanent',
    reason: 'protocol-error',
    cause: {
      en: '{host} did not understand the transaction: {reply}',
      fr: '{host} n’a pas compris la transaction : {reply}',
    },
    cure: {
      en: 'Something between (an SMTP proxy or virus scanner) may alter the session. Replay the delivery once that is mended.',
      fr: 'Un intermédiaire (proxy SMTP, antivirus) altère peut-être la session. Rejouez l’envoi une fois le problème réglé.',
    },
  },
  {
    // RFC 5321 names 552 for a message that exceeds the storage; Gmail also gives 552 5.7.0 for attachments it forbids.
    when: { kind: 'reply', stages: ['data', 'reply'], replies: [552], enhanced: ['5.7'] },
    kind: 'permanent',
    reason: 'content-refused',
    cause: {
      en: 'The server refused this message for what it contains: {reply}',
      fr: 'Le serveur a refusé ce message pour ce qu’il contient : {reply}',
    },
    cure: {
      en: 'Look at the reply and change what the mail contains, then replay the delivery.',
      fr: 'Lisez la réponse, modifiez le contenu du message, puis rejouez l’envoi.',
    },
  },
  {
    when: { kind: 'reply', stages: ['data', 'reply'], replies: [552] },
    kind: 'permanent',
    reason: 'message-too-large',
    cause: {
      en: 'The message is larger than {host} takes: {reply}',
      fr: 'Le message dépasse la taille que {host} accepte : {reply}',
    },
    cure: {
      en: 'Send less in one mail, or raise the limit on the mail server.',
      fr: 'Envoyez moins dans un même message, ou relevez la limite du serveur de messagerie.',
    },
  },
  {
    when: { kind: 'reply', stages: ['data', 'reply'], replies: [5] },
    kind: 'permanent',
    reason: 'content-refused',
    cause: {
      en: 'The server refused this message for what it says or where it comes from: {reply}',
      fr: 'Le serveur a refusé ce message pour son contenu ou sa provenance : {reply}',
    },
    cure: {
      en: 'Look at the reply: spam filters name a reason or a page. Have the sender allowed there, then replay the delivery.',
      fr: 'Lisez la réponse : les filtres antispam indiquent un motif ou une page. Faites-y autoriser l’expéditeur, puis rejouez l’envoi.',
    },
  },
];
