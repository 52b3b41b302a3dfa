import type { DomainTexts } from '../domain-texts.ts';

/** French. */
export const domainFr: DomainTexts = {
  title: (domain) => `Ce que le DNS dit de ${domain}`,
  noServer:
    ':information_source: Aucun serveur de messagerie n’est encore défini, personne n’envoie donc pour un domaine.',
  noSender: (example) =>
    `:information_source: Aucun expéditeur n’est encore défini : nommez un domaine, par exemple ${example}, ou définissez default-from-address.`,
  through: (relay) => `Le courrier part par ${relay}.`,
  cure: (text) => `*Que faire :* ${text}`,
  publish: (name, value) => `*À publier :* ${name} TXT ${value}`,
  ownKey: (selector, signs) =>
    signs
      ? `Clé DKIM propre ${selector}, qui signe :`
      : `Clé DKIM propre ${selector}, qui ne signe pas encore :`,
  published: {
    published: 'le DNS l’a.',
    missing: 'le DNS ne l’a pas encore.',
    different: 'le DNS a une autre clé à cet endroit.',
    several: 'le DNS a plusieurs clés à cet endroit : ne laissez que celle-ci.',
    withdrawn: 'le DNS la dit retirée (p= est vide).',
    unreadable:
      'ce que le DNS a à cet endroit est illisible : les longues valeurs sont souvent coupées au collage.',
    'dns-failed': 'le DNS n’a pas répondu.',
  },
  again: 'Vérifier à nouveau',
};
