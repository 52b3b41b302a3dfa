import type { ListsTexts } from '../lists-texts.ts';

/** French. */
export const listsFr: ListsTexts = {
  title: (level) => `Listes de destinataires : ${level}`,
  oneTitle: (name) => `Liste ${name}`,
  none: (example) => `Il n’y en a pas encore. Par exemple : ${example}`,
  added: (example) =>
    `:busts_in_silhouette: *La liste est ajoutée.* Une règle la nomme comme une adresse : ${example}`,
  changed: ':white_check_mark: *La liste est modifiée*, pour les événements à venir.',
  unchanged: 'La liste est déjà ainsi : rien n’a été fait.',
  removed: (name) =>
    `:wastebasket: *La liste ${name} est supprimée.* Le journal d’audit garde qui y figurait.`,
  askRemove: (name) =>
    `La liste ${name} est supprimée pour de bon ; cela n’est possible que si aucune règle ne la nomme.`,
  howToChange: (example) => `Pour changer qui y figure : ${example}`,
  nameMissing: (example) => ({
    what: 'La ligne ne dit pas de quelle liste il s’agit.',
    next: `Par exemple : ${example}`,
  }),
  addressMissing: (example) => ({
    what: 'La ligne ne nomme aucune adresse e-mail.',
    next: `Par exemple : ${example}`,
  }),
  open: 'Ouvrir',
  remove: 'Supprimer',
  all: 'Toutes les listes',
};
