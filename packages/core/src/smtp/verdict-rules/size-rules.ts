import type { VerdictRule } from './verdict-rule.ts';

const SMALLER = {
  en: 'Send less in one mail, or raise the limit on the mail server.',
  fr: 'Envoyez moins dans un même message, ou relevez la limite du serveur de messagerie.',
};

/** The message is too large for the server. Smaller ones pass. */
export const SIZE_RULES: readonly VerdictRule[] = [
  {
    when: { kind: 'over-limit' },
    kind: 'permanent',
    reason: 'message-too-large',
    cause: {
      en: 'The message is larger than {host} takes.',
      fr: 'Le message dépasse la taille que {host} accepte.',
    },
    cure: SMALLER,
  },
  {
    when: { kind: 'reply', replies: [5], enhanced: ['5.3.4', '5.2.3'] },
    kind: 'permanent',
    reason: 'message-too-large',
    cause: {
      en: 'The message is larger than {host} takes: {reply}',
      fr: 'Le message dépasse la taille que {host} accepte : {reply}',
    },
    cure: SMALLER,
  },
  {
    when: { kind: 'reply', replies: [552, 523, 554], says: /size|too (large|big|long)/i },
    kind: 'permanent',
    reason: 'message-too-large',
    cause: {
      en: 'The message is larger than {host} takes: {reply}',
      fr: 'Le message dépasse la taille que {host} accepte : {reply}',
    },
    cure: SMALLER,
  },
  {
    when: { kind: 'reply', stages: ['mail-from'], replies: [552] },
    kind: 'permanent',
    reason: 'message-too-large',
    cause: {
      en: 'The message is larger than {host} takes: {reply}',
      fr: 'Le message dépasse la taille que {host} accepte : {reply}',
    },
    cure: SMALLER,
  },
];
