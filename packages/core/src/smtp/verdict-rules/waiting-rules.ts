import type { VerdictRule } from './verdict-rule.ts';

const BY_ITSELF = {
  en: 'Nothing to do: it is tried again by itself.',
  fr: 'Rien à faire : l’envoi sera réessayé automatiquement.',
};

/** What passes with time. */
export const WAITING_RULES: readonly VerdictRule[] = [
  {
    when: { kind: 'reply', replies: [450, 451, 421], says: /gr[ae]y-?list|postgrey|gr[ae]ylisted/i },
    kind: 'transient',
    reason: 'greylisted',
    cause: {
      en: 'The server puts off mail from senders it has not seen before (greylisting).',
      fr: 'Le serveur diffère les messages des expéditeurs encore inconnus (greylisting).',
    },
    cure: BY_ITSELF,
  },
  {
    when: {
      kind: 'reply',
      replies: [450, 451],
      stages: ['rcpt-to'],
      enhanced: ['4.7.1', '4.2.0'],
      says: /try again|later|moment|minutes|seconds/i,
    },
    kind: 'transient',
    reason: 'greylisted',
    cause: {
      en: 'The server puts off mail from senders it has not seen before (greylisting): {reply}',
      fr: 'Le serveur diffère les messages des expéditeurs encore inconnus (greylisting) : {reply}',
    },
    cure: BY_ITSELF,
  },
  {
    when: { kind: 'reply', replies: [421] },
    kind: 'transient',
    reason: 'busy',
    cause: {
      en: '{host} is busy or restarting, or limits us: {reply}',
      fr: '{host} est occupé, redémarre, ou nous limite : {reply}',
    },
    cure: {
      en: 'It is tried again by itself. If this goes on, lower max-connections or set max-messages-per-minute.',
      fr: 'L’envoi sera réessayé automatiquement. Si cela persiste, réduisez max-connections ou réglez max-messages-per-minute.',
    },
  },
  {
    when: {
      kind: 'reply',
      replies: [4],
      says: /too many|\brate\b|throttl|busy|overload|\blimit|insufficient|temporar(y|ily) (unavailable|out)|resources/i,
    },
    kind: 'transient',
    reason: 'busy',
    cause: {
      en: '{host} is busy or limits us: {reply}',
      fr: '{host} est occupé ou nous limite : {reply}',
    },
    cure: {
      en: 'It is tried again by itself. If this goes on, lower max-connections or set max-messages-per-minute.',
      fr: 'L’envoi sera réessayé automatiquement. Si cela persiste, réduisez max-connections ou réglez max-messages-per-minute.',
    },
  },
  {
    when: { kind: 'reply', replies: [4] },
    kind: 'transient',
    reason: 'refused-temporarily',
    cause: {
      en: '{host} refuses for the time being: {reply}',
      fr: '{host} refuse pour le moment : {reply}',
    },
    cure: BY_ITSELF,
  },
];
