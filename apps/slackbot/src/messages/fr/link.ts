import type { LinkTexts } from '../link-texts.ts';

/** French. */
export const linkFr: LinkTexts = {
  enter: (field) => `:lock: *Saisissez ${field} sur une page à part :* Slack ne le voit jamais.`,
  rules:
    'La page fonctionne une seule fois, dans les 10 minutes, et pour vous seul : ne la transmettez à personne.',
  afterwards: 'Dès que vous l’aurez enregistré, vous serez prévenu ici, et les paramètres seront testés.',
  notEncrypted:
    ':warning: *La page n’est pas chiffrée* (`http://`) : votre saisie peut être lue en chemin. Un administrateur système peut placer HTTPS devant la passerelle.',
  open: 'Ouvrir la page',
  saved: (field, level) => `:floppy_disk: *${field} est enregistré pour ${level}.*`,
  testing: ':hourglass_flowing_sand: Le test des paramètres est en cours.',
  pressIt:
    'Le message contient un lien « Il est arrivé » : dès qu’il est suivi et confirmé, ce message le signale.',
  arrived: (time) => `:mailbox_with_mail: *Il est arrivé :* confirmé ${time} après l’envoi.`,
  fieldMissing: (example) => ({
    what: 'La ligne ne dit pas de quel secret il s’agit.',
    next: `Par exemple : ${example}`,
  }),
  unknownSecret: (names) => ({
    what: 'Il n’y a pas de secret de ce nom, et ce que vous avez saisi n’est pas conservé ici.',
    next: `Il y a ${names}.`,
  }),
  noSecret: (field, example) => ({
    what: `${field} n’est pas un secret et n’a pas besoin d’une page.`,
    next: `Définissez-le tel quel : ${example}`,
  }),
  typed: (example) => ({
    what: 'La ligne contient quelque chose après le nom du secret. Les secrets ne sont jamais pris dans une discussion, et ce que vous avez saisi n’est pas conservé ici. *Si c’était le secret, il est passé par Slack : changez-le maintenant sur le serveur de messagerie.*',
    next: `Saisissez ensuite le nom seul : ${example}`,
  }),
  noAddress: {
    what: 'Il n’y a pas de page où saisir un secret : personne n’a indiqué au bot où se trouvent les pages de la passerelle.',
    next: 'Demandez à un administrateur système de définir `POSTERN_PUBLIC_URL` pour le bot comme pour la passerelle. D’ici là, la ligne de commande du serveur accepte les secrets.',
  },
};
