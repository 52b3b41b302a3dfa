import type { VerdictRule } from './verdict-rule.ts';

/** What is left. */
export const FALLBACK_RULES: readonly VerdictRule[] = [
  {
    when: { kind: 'reply', stages: ['greeting'] },
    kind: 'configuration',
    reason: 'refused',
    cause: {
      en: '{host} turns this machine away before a word is said: {reply}',
      fr: '{host} refuse cette machine avant tout échange : {reply}',
    },
    cure: {
      en: 'Have the address of this machine allowed on the server, and check that it is not on a block list.',
      fr: 'Faites autoriser l’adresse de cette machine sur le serveur, et vérifiez qu’elle n’est pas sur une liste de blocage.',
    },
  },
  {
    when: { kind: 'reply', stages: ['ehlo'] },
    kind: 'configuration',
    reason: 'refused',
    cause: {
      en: '{host} does not accept the name that we give in EHLO: {reply}',
      fr: '{host} n’accepte pas le nom donné dans EHLO : {reply}',
    },
    cure: {
      en: 'Set client-name to the full DNS name of this machine.',
      fr: 'Donnez à client-name le nom DNS complet de cette machine.',
    },
  },
  {
    when: { kind: 'reply' },
    kind: 'permanent',
    reason: 'refused',
    cause: {
      en: '{host} refused: {reply}',
      fr: '{host} a refusé : {reply}',
    },
    cure: {
      en: 'The reply is all that the server tells; its administrator can find more in its log.',
      fr: 'La réponse est tout ce que dit le serveur ; son administrateur en trouvera plus dans son journal.',
    },
  },
  {
    when: { stages: ['reply'] },
    kind: 'transient',
    reason: 'reply-lost',
    cause: {
      en: 'The message was handed over whole, but no answer of {host} could be had: it may have arrived.',
      fr: 'Le message a été transmis en entier, mais aucune réponse de {host} n’a été obtenue : il est peut-être arrivé.',
    },
    cure: {
      en: 'It is tried again with the same Message-ID, so that a duplicate can be recognised.',
      fr: 'Il sera réessayé avec le même Message-ID, pour qu’un doublon soit reconnaissable.',
    },
  },
  {
    when: { kind: 'protocol', stages: ['greeting', 'ehlo'] },
    kind: 'configuration',
    reason: 'protocol-error',
    cause: {
      en: 'What answers on port {port} of {host} does not speak SMTP.',
      fr: 'Ce qui répond sur le port {port} de {host} ne parle pas SMTP.',
    },
    cure: {
      en: 'Check smtp-host and smtp-port: 587, 465 or 25.',
      fr: 'Vérifiez smtp-host et smtp-port : 587, 465 ou 25.',
    },
  },
  {
    when: { kind: 'protocol' },
    kind: 'transient',
    reason: 'protocol-error',
    cause: {
      en: '{host} answered something that is not SMTP in the middle of the session.',
      fr: '{host} a répondu autre chose que du SMTP au milieu de la session.',
    },
    cure: {
      en: 'It is tried again by itself. Something between (an SMTP proxy or virus scanner) may alter the session.',
      fr: 'L’envoi sera réessayé automatiquement. Un intermédiaire (proxy SMTP, antivirus) altère peut-être la session.',
    },
  },
];

/** The verdict on whatever no rule knows, such as a limit or a defect of our own. */
export const INTERNAL_RULE: VerdictRule = {
  when: {},
  kind: 'transient',
  reason: 'internal',
  cause: {
    en: 'The message could not be sent for a reason inside Postern, not for what the server said.',
    fr: 'Le message n’a pas pu être envoyé pour une raison interne à Postern, et non à cause du serveur.',
  },
  cure: {
    en: 'It is tried again by itself. If this goes on, the log has the details.',
    fr: 'L’envoi sera réessayé automatiquement. Si cela persiste, le journal contient les détails.',
  },
};
