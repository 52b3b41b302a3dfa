import type { DomainText } from './domain-text.ts';

/** What can be found out about DKIM. `{name}`s are filled in. */
export const DKIM_TEXTS = {
  'dkim-key-found': {
    subject: 'dkim',
    state: 'good',
    says: {
      en: '{relay} has a DKIM key for {domain} (selector {selector}).',
      fr: '{relay} a une clé DKIM pour {domain} (sélecteur {selector}).',
    },
    cure: null,
  },
  'dkim-key-weak': {
    subject: 'dkim',
    state: 'wrong',
    says: {
      en: 'The DKIM key {selector} of {domain} has {bits} bits; receivers take no notice of less than 1024 (RFC 8301).',
      fr: 'La clé DKIM {selector} de {domain} a {bits} bits ; les destinataires ignorent moins de 1024 (RFC 8301).',
    },
    cure: {
      en: 'Have a key of 2048 bits made by whoever signs.',
      fr: 'Faites créer une clé de 2048 bits par celui qui signe.',
    },
  },
  'dkim-key-unusable': {
    subject: 'dkim',
    state: 'wrong',
    says: {
      en: 'The DKIM key {selector} of {domain} is withdrawn or cannot be read.',
      fr: 'La clé DKIM {selector} de {domain} est retirée ou illisible.',
    },
    cure: {
      en: 'Publish it again, whole, as {relay} gives it: long values are often cut where they are pasted.',
      fr: 'Publiez-la à nouveau, entière, telle que {relay} la donne : les longues valeurs sont souvent coupées au collage.',
    },
  },
  'dkim-key-missing': {
    subject: 'dkim',
    state: 'advice',
    says: {
      en: 'None of the usual DKIM keys of {relay} is published for {domain} ({selectors}): either it does not sign for {domain}, or with a selector of your own.',
      fr: 'Aucune des clés DKIM habituelles de {relay} n’est publiée pour {domain} ({selectors}) : soit il ne signe pas pour {domain}, soit avec un sélecteur particulier.',
    },
    cure: {
      en: 'Switch DKIM for {domain} on in the administration of {relay} and publish the records that it shows there.',
      fr: 'Activez DKIM pour {domain} dans l’administration de {relay} et publiez les enregistrements qu’elle affiche.',
    },
  },
  'dkim-not-known': {
    subject: 'dkim',
    state: 'unknown',
    says: {
      en: 'Whether {relay} signs for {domain} (DKIM) does not show in DNS, since its selector is not known.',
      fr: 'Le DNS ne dit pas si {relay} signe pour {domain} (DKIM), car son sélecteur n’est pas connu.',
    },
    cure: {
      en: 'Send a test mail and look for “dkim=pass” with {domain} in its “Authentication-Results”.',
      fr: 'Envoyez un message de test et cherchez « dkim=pass » avec {domain} dans ses « Authentication-Results ».',
    },
  },
  'dkim-dns-failed': {
    subject: 'dkim',
    state: 'unknown',
    says: {
      en: 'DNS did not answer for {about}, so nothing can be said of DKIM.',
      fr: 'Le DNS n’a pas répondu pour {about} : rien ne peut être dit de DKIM.',
    },
    cure: {
      en: 'Try again; if it goes on, look at the name servers of {domain}.',
      fr: 'Réessayez ; si cela persiste, examinez les serveurs de noms de {domain}.',
    },
  },
} as const satisfies Readonly<Record<string, DomainText>>;
