import type { TestTexts } from '../test-texts.ts';

/** French. */
export const testFr: TestTexts = {
  title: (level) => `Test des paramètres de messagerie : ${level}`,
  running: ':hourglass_flowing_sand: Le test est en cours.',
  stages: {
    dns: 'Résolution du nom',
    connect: 'Connexion',
    greeting: 'Accueil du serveur',
    ehlo: 'Capacités (EHLO)',
    starttls: 'Chiffrement (TLS)',
    certificate: 'Certificat',
    authentication: 'Authentification',
    'mail-from': 'Expéditeur (MAIL FROM)',
    'rcpt-to': 'Destinataire (RCPT TO)',
    data: 'Corps du message (DATA)',
    reply: 'Acceptation',
  },
  passed: (server, example) =>
    `:white_check_mark: *${server} nous laisse envoyer*, pour autant qu’il le dise avant un message. ${example} en envoie un.`,
  accepted: (server, time) => `:white_check_mark: *Accepté par ${server}* en ${time}.`,
  acceptedAs: (server, queueId, time) =>
    `:white_check_mark: *Accepté par ${server} sous ${queueId}* en ${time}.`,
  lookInto: (address) =>
    `Cela prouve qu’il a été accepté, pas qu’il est arrivé : regardez dans la boîte de ${address}.`,
  activated: (revision) =>
    `:rocket: La révision ${revision} est active : le courrier part désormais avec elle.`,
  notActivated: (reason) => `:warning: Elle n’est pas active pour autant : ${reason}`,
  provenBy: (revision) => `Ceci vaut pour la révision ${revision} et pour rien d’autre.`,
  failed: ':x: *Le test a échoué.*',
  cause: (text) => `*Cause :* ${text}`,
  cure: (text) => `*Que faire :* ${text}`,
  repeat:
    'Ce qui est réessayé automatiquement, ce sont les messages en attente, pas ce test : refaites-le dans quelques minutes.',
  draftWaits: 'Le brouillon reste un brouillon ; la révision active continue d’envoyer.',
  unusable: (reasons) => `:warning: *Il n’y a encore rien à tester.* ${reasons}`,
  secretClosed:
    ':warning: *Un secret ne s’ouvre pas sur le serveur*, rien n’a donc été essayé. Saisissez-le à nouveau, ou donnez la référence à un administrateur système.',
  tooOften: (minutes) => ({
    what: 'Vous venez de tester ces paramètres plusieurs fois, rien n’a donc été essayé.',
    next: `Chaque test parle à un serveur de messagerie. Réessayez dans ${minutes} min.`,
  }),
  notAnAddress: (word, example) => ({
    what: `${word} n’est pas une adresse de messagerie, rien n’a donc été essayé.`,
    next: `Par exemple : ${example}`,
  }),
  again: 'Tester à nouveau',
  undo: 'Annuler : révision précédente',
  settings: 'Voir les paramètres',
};
