import type { DomainText } from './domain-text.ts';

/** What can be found out about SPF. `{name}`s are filled in. */
export const SPF_TEXTS = {
  'spf-good': {
    subject: 'spf',
    state: 'good',
    says: {
      en: '{domain} lets {relay} send (SPF).',
      fr: '{domain} autorise {relay} à envoyer (SPF).',
    },
    cure: null,
  },
  'spf-own-return-path': {
    subject: 'spf',
    state: 'good',
    says: {
      en: '{relay} sends with a return address of its own: SPF is asked of its domain, not of {domain}, and DKIM is what counts.',
      fr: '{relay} envoie avec sa propre adresse de retour : SPF est demandé à son domaine, pas à {domain}, et c’est DKIM qui compte.',
    },
    cure: null,
  },
  'spf-missing': {
    subject: 'spf',
    state: 'wrong',
    says: {
      en: '{domain} has no SPF record: many receivers refuse such mail or file it as junk.',
      fr: '{domain} n’a pas d’enregistrement SPF : beaucoup de destinataires refusent ces messages ou les classent indésirables.',
    },
    cure: {
      en: 'Publish the record below as TXT of {domain}, after adding whatever else sends for it.',
      fr: 'Publiez l’enregistrement ci-dessous comme TXT de {domain}, après y avoir ajouté tout ce qui envoie aussi pour lui.',
    },
  },
  'spf-several': {
    subject: 'spf',
    state: 'wrong',
    says: {
      en: '{about} has more than one SPF record, so that receivers take notice of none (RFC 7208).',
      fr: '{about} a plusieurs enregistrements SPF : les destinataires n’en retiennent aucun (RFC 7208).',
    },
    cure: {
      en: 'Put them together into one that begins with v=spf1 once and ends with one “all”.',
      fr: 'Réunissez-les en un seul, qui commence par un seul v=spf1 et finit par un seul « all ».',
    },
  },
  'spf-invalid': {
    subject: 'spf',
    state: 'wrong',
    says: {
      en: 'The SPF record of {domain}, or one that it includes, cannot be read: “{about}” is no term of it.',
      fr: 'L’enregistrement SPF de {domain}, ou l’un de ceux qu’il inclut, est illisible : « {about} » n’en est pas un terme.',
    },
    cure: {
      en: 'Mend or remove that term: a record with one unreadable term is a permanent error as a whole.',
      fr: 'Corrigez ou retirez ce terme : un seul terme illisible fait de tout l’enregistrement une erreur permanente.',
    },
  },
  'spf-include-broken': {
    subject: 'spf',
    state: 'wrong',
    says: {
      en: 'The SPF record of {domain} includes {about}, which has none: receivers see a permanent error.',
      fr: 'L’enregistrement SPF de {domain} inclut {about}, qui n’en a pas : les destinataires voient une erreur permanente.',
    },
    cure: {
      en: 'Remove {about} from the record, or correct its spelling.',
      fr: 'Retirez {about} de l’enregistrement, ou corrigez son orthographe.',
    },
  },
  'spf-circular': {
    subject: 'spf',
    state: 'wrong',
    says: {
      en: 'The SPF record of {domain} includes itself through {about}: receivers see a permanent error.',
      fr: 'L’enregistrement SPF de {domain} s’inclut lui-même par {about} : les destinataires voient une erreur permanente.',
    },
    cure: {
      en: 'Remove the include or the redirect that leads back to {about}.',
      fr: 'Retirez l’include ou le redirect qui ramène à {about}.',
    },
  },
  'spf-too-many-lookups': {
    subject: 'spf',
    state: 'wrong',
    says: {
      en: 'The SPF record of {domain} takes more than ten questions to DNS, all includes counted: receivers see a permanent error.',
      fr: 'L’enregistrement SPF de {domain} demande plus de dix requêtes DNS, tous les include comptés : les destinataires voient une erreur permanente.',
    },
    cure: {
      en: 'Remove includes of services that no longer send, or give addresses by ip4: and ip6:, which cost none.',
      fr: 'Retirez les include de services qui n’envoient plus, ou donnez des adresses par ip4: et ip6:, qui n’en coûtent aucune.',
    },
  },
  'spf-void-lookups': {
    subject: 'spf',
    state: 'wrong',
    says: {
      en: 'The SPF record of {domain} names more than two hosts that do not exist, {about} among them: receivers see a permanent error.',
      fr: 'L’enregistrement SPF de {domain} nomme plus de deux hôtes inexistants, dont {about} : les destinataires voient une erreur permanente.',
    },
    cure: {
      en: 'Remove the a: and mx: of hosts that are gone.',
      fr: 'Retirez les a: et mx: d’hôtes disparus.',
    },
  },
  'spf-relay-not-included': {
    subject: 'spf',
    state: 'wrong',
    says: {
      en: 'The SPF record of {domain} does not name {relay}.',
      fr: 'L’enregistrement SPF de {domain} ne nomme pas {relay}.',
    },
    cure: {
      en: 'Add include:{include} to it, before “all”, as in the record below.',
      fr: 'Ajoutez-y include:{include}, avant « all », comme dans l’enregistrement ci-dessous.',
    },
  },
  'spf-relay-not-seen': {
    subject: 'spf',
    state: 'advice',
    says: {
      en: 'The SPF record of {domain} names none of the addresses of {relay} ({addresses}). That is a hint, no proof: a relay may send on from other addresses than it listens on.',
      fr: 'L’enregistrement SPF de {domain} ne nomme aucune des adresses de {relay} ({addresses}). C’est un indice, pas une preuve : un relais peut envoyer depuis d’autres adresses que celles où il écoute.',
    },
    cure: {
      en: 'Ask who runs the relay from which addresses it sends, and add those; if from these, as in the record below.',
      fr: 'Demandez à l’exploitant du relais depuis quelles adresses il envoie, et ajoutez-les ; si ce sont celles-ci, comme dans l’enregistrement ci-dessous.',
    },
  },
  'spf-open': {
    subject: 'spf',
    state: 'unknown',
    says: {
      en: 'The SPF record of {domain} depends on each single mail (macros, exists or ptr): whether it lets {relay} send is not known before one arrives.',
      fr: 'L’enregistrement SPF de {domain} dépend de chaque message (macros, exists ou ptr) : on ne sait pas avant un premier message s’il autorise {relay}.',
    },
    cure: {
      en: 'Send a test mail, and read “Authentication-Results” in its headers.',
      fr: 'Envoyez un message de test et lisez « Authentication-Results » dans ses en-têtes.',
    },
  },
  'spf-relay-unknown': {
    subject: 'spf',
    state: 'unknown',
    says: {
      en: '{domain} has an SPF record that can be read. Whether it lets the mail server send cannot be told: no public address of {relay} is known.',
      fr: '{domain} a un enregistrement SPF lisible. On ne peut pas dire s’il autorise le serveur : aucune adresse publique de {relay} n’est connue.',
    },
    cure: {
      en: 'The record must name the addresses from which mail leaves for the internet.',
      fr: 'L’enregistrement doit nommer les adresses depuis lesquelles les messages partent vers internet.',
    },
  },
  'spf-lets-everybody': {
    subject: 'spf',
    state: 'wrong',
    says: {
      en: 'The SPF record of {domain} lets anybody in the world send in its name (+all).',
      fr: 'L’enregistrement SPF de {domain} autorise le monde entier à envoyer en son nom (+all).',
    },
    cure: {
      en: 'End it with ~all, and with -all once everything that sends for {domain} is named.',
      fr: 'Terminez-le par ~all, puis par -all dès que tout ce qui envoie pour {domain} y est nommé.',
    },
  },
  'spf-dns-failed': {
    subject: 'spf',
    state: 'unknown',
    says: {
      en: 'DNS did not answer for {about}, so nothing can be said of SPF.',
      fr: 'Le DNS n’a pas répondu pour {about} : rien ne peut être dit de SPF.',
    },
    cure: {
      en: 'Try again; if it goes on, look at the name servers of {about}.',
      fr: 'Réessayez ; si cela persiste, examinez les serveurs de noms de {about}.',
    },
  },
} as const satisfies Readonly<Record<string, DomainText>>;
