import type { DomainText } from './domain-text.ts';

/** What can be found out about DMARC. `{name}`s are filled in. */
export const DMARC_TEXTS = {
  'dmarc-enforced': {
    subject: 'dmarc',
    state: 'good',
    says: {
      en: '{at} asks receivers to {asks} mail that neither SPF nor DKIM vouches for (DMARC).',
      fr: '{at} demande aux destinataires d’appliquer « {asks} » aux messages que ni SPF ni DKIM ne cautionnent (DMARC).',
    },
    cure: null,
  },
  'dmarc-at-risk': {
    subject: 'dmarc',
    state: 'wrong',
    says: {
      en: '{at} asks receivers to {asks} mail that neither SPF nor DKIM vouches for (DMARC), and here neither is known to: Postern’s mail is in danger.',
      fr: '{at} demande aux destinataires d’appliquer « {asks} » aux messages que ni SPF ni DKIM ne cautionnent (DMARC), et ici ni l’un ni l’autre n’est établi : les messages de Postern sont en danger.',
    },
    cure: {
      en: 'Mend SPF or DKIM above; one of the two is enough.',
      fr: 'Corrigez SPF ou DKIM ci-dessus ; un seul des deux suffit.',
    },
  },
  'dmarc-watches': {
    subject: 'dmarc',
    state: 'advice',
    says: {
      en: '{at} has a DMARC record that asks for nothing yet (p=none): anybody can still send in its name.',
      fr: '{at} a un enregistrement DMARC qui ne demande rien encore (p=none) : n’importe qui peut toujours envoyer en son nom.',
    },
    cure: {
      en: 'Once the reports show that all of your mail is aligned, go on to p=quarantine and then to p=reject.',
      fr: 'Quand les rapports montrent que tous vos messages sont alignés, passez à p=quarantine, puis à p=reject.',
    },
  },
  'dmarc-missing': {
    subject: 'dmarc',
    state: 'advice',
    says: {
      en: '{domain} has no DMARC record; Google and Yahoo ask for one of whoever sends much.',
      fr: '{domain} n’a pas d’enregistrement DMARC ; Google et Yahoo l’exigent de qui envoie beaucoup.',
    },
    cure: {
      en: 'Publish the record below: it changes nothing for your mail, and is where to begin.',
      fr: 'Publiez l’enregistrement ci-dessous : il ne change rien pour vos messages, et c’est par là que l’on commence.',
    },
  },
  'dmarc-several': {
    subject: 'dmarc',
    state: 'wrong',
    says: {
      en: '{at} has more than one DMARC record, so that receivers take notice of none (RFC 7489).',
      fr: '{at} a plusieurs enregistrements DMARC : les destinataires n’en retiennent aucun (RFC 7489).',
    },
    cure: { en: 'Keep one of them.', fr: 'N’en gardez qu’un.' },
  },
  'dmarc-invalid': {
    subject: 'dmarc',
    state: 'wrong',
    says: {
      en: 'The DMARC record of {at} cannot be read: receivers take no notice of it.',
      fr: 'L’enregistrement DMARC de {at} est illisible : les destinataires l’ignorent.',
    },
    cure: {
      en: 'It begins with “v=DMARC1; p=” and one of none, quarantine and reject; tags are parted by semicolons, none twice.',
      fr: 'Il commence par « v=DMARC1; p= » et none, quarantine ou reject ; les balises sont séparées par des points-virgules, sans doublon.',
    },
  },
  'dmarc-dns-failed': {
    subject: 'dmarc',
    state: 'unknown',
    says: {
      en: 'DNS did not answer for _dmarc.{domain}, so nothing can be said of DMARC.',
      fr: 'Le DNS n’a pas répondu pour _dmarc.{domain} : rien ne peut être dit de DMARC.',
    },
    cure: {
      en: 'Try again; if it goes on, look at the name servers of {domain}.',
      fr: 'Réessayez ; si cela persiste, examinez les serveurs de noms de {domain}.',
    },
  },
} as const satisfies Readonly<Record<string, DomainText>>;
