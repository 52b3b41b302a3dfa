import type { VerdictRule } from './verdict-rule.ts';

const UNKNOWN_USER =
  /user (is )?unknown|unknown user|no such (user|mailbox|recipient|address)|(mailbox|recipient|address|user|account)( address)? (does not exist|doesn't exist|not found|unknown|unavailable)|(recipient|address) rejected: user|invalid (recipient|mailbox)|no mailbox (here|by)/i;

const FULL = /(mailbox|quota|storage).{0,40}(full|exceed|over)|over ?quota|out of storage/i;

/** One recipient's address: nobody else is touched. */
export const RECIPIENT_RULES: readonly VerdictRule[] = [
  {
    when: { kind: 'reply', stages: ['rcpt-to', 'data', 'reply'], replies: [5], enhanced: ['5.2.2'] },
    kind: 'permanent',
    reason: 'mailbox-full',
    cause: {
      en: 'The mailbox of the recipient is full, and the server does not hold mail for it: {reply}',
      fr: 'La boîte du destinataire est pleine, et le serveur ne met pas ses messages en attente : {reply}',
    },
    cure: {
      en: 'The recipient has to make room; then replay the delivery.',
      fr: 'Le destinataire doit libérer de l’espace ; rejouez ensuite l’envoi.',
    },
  },
  {
    when: { kind: 'reply', stages: ['rcpt-to'], replies: [552] },
    kind: 'permanent',
    reason: 'mailbox-full',
    cause: {
      en: 'The mailbox of the recipient is over its quota: {reply}',
      fr: 'La boîte du destinataire a dépassé son quota : {reply}',
    },
    cure: {
      en: 'The recipient has to make room; then replay the delivery.',
      fr: 'Le destinataire doit libérer de l’espace ; rejouez ensuite l’envoi.',
    },
  },
  {
    when: { kind: 'reply', stages: ['rcpt-to', 'data', 'reply'], replies: [4], enhanced: ['4.2.2'] },
    kind: 'transient',
    reason: 'mailbox-full',
    cause: {
      en: 'The mailbox of the recipient is full: {reply}',
      fr: 'La boîte du destinataire est pleine : {reply}',
    },
    cure: {
      en: 'The recipient has to make room. It is tried again by itself.',
      fr: 'Le destinataire doit libérer de l’espace. L’envoi sera réessayé automatiquement.',
    },
  },
  {
    when: { kind: 'reply', stages: ['rcpt-to'], replies: [4], says: FULL },
    kind: 'transient',
    reason: 'mailbox-full',
    cause: {
      en: 'The mailbox of the recipient is full: {reply}',
      fr: 'La boîte du destinataire est pleine : {reply}',
    },
    cure: {
      en: 'The recipient has to make room. It is tried again by itself.',
      fr: 'Le destinataire doit libérer de l’espace. L’envoi sera réessayé automatiquement.',
    },
  },
  {
    when: {
      kind: 'reply',
      stages: ['rcpt-to', 'data', 'reply'],
      replies: [5],
      enhanced: ['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10'],
    },
    kind: 'permanent',
    reason: 'recipient-unknown',
    cause: {
      en: 'There is no such mailbox: {reply}',
      fr: 'Cette boîte n’existe pas : {reply}',
    },
    cure: {
      en: 'Correct or remove the address in the rule, then replay the delivery. Other recipients are not affected.',
      fr: 'Corrigez ou retirez l’adresse dans la règle, puis rejouez l’envoi. Les autres destinataires ne sont pas touchés.',
    },
  },
  {
    when: { kind: 'reply', stages: ['rcpt-to'], replies: [5], says: UNKNOWN_USER },
    kind: 'permanent',
    reason: 'recipient-unknown',
    cause: {
      en: 'There is no such mailbox: {reply}',
      fr: 'Cette boîte n’existe pas : {reply}',
    },
    cure: {
      en: 'Correct or remove the address in the rule, then replay the delivery. Other recipients are not affected.',
      fr: 'Corrigez ou retirez l’adresse dans la règle, puis rejouez l’envoi. Les autres destinataires ne sont pas touchés.',
    },
  },
  {
    when: { kind: 'reply', stages: ['rcpt-to'], replies: [5] },
    kind: 'permanent',
    reason: 'recipient-refused',
    cause: {
      en: 'The server refuses mail for this recipient: {reply}',
      fr: 'Le serveur refuse les messages pour ce destinataire : {reply}',
    },
    cure: {
      en: 'Check the address; a list or mailbox may only take mail from known senders. Other recipients are not affected.',
      fr: 'Vérifiez l’adresse ; une liste ou une boîte peut n’accepter que des expéditeurs connus. Les autres destinataires ne sont pas touchés.',
    },
  },
  {
    when: { kind: 'not-offered', stages: ['rcpt-to'] },
    kind: 'permanent',
    reason: 'recipient-refused',
    cause: {
      en: 'The address has letters outside ASCII before the @, and {host} does not take such addresses (SMTPUTF8).',
      fr: 'L’adresse contient des lettres hors ASCII avant l’@, et {host} n’accepte pas de telles adresses (SMTPUTF8).',
    },
    cure: {
      en: 'Use an address with ASCII letters before the @, or a server that offers SMTPUTF8.',
      fr: 'Utilisez une adresse en lettres ASCII avant l’@, ou un serveur qui propose SMTPUTF8.',
    },
  },
];
