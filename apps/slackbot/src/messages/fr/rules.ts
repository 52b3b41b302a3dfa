import type { RulesTexts } from '../rules-texts.ts';

/** French. */
export const rulesFr: RulesTexts = {
  oneTitle: (name) => `Règle d’alerte : ${name}`,
  newTitle: 'Une nouvelle règle d’alerte',
  changeTitle: (name) => `Modification : ${name}`,
  none: (example) => `Il n’y en a pas encore, donc aucun courrier n’est envoyé. Par exemple : ${example}`,
  showing: (names) => `Le message montre ces valeurs : ${names}`,
  since: (when) => `Ajoutée le ${when}`,
  howToEdit: (example) =>
    `Pour la modifier, saisissez ce qui doit changer, par exemple ${example} ; une clé vide (\`process:\`) retire une condition.`,
  noEvents: ':mag: Aucun événement n’est encore venu : il n’y a rien sur quoi l’essayer.',
  wouldMatch: (count, seen) => `:mag: *Elle aurait retenu ${count} des ${seen} derniers événements*.`,
  notSaved: '*Rien n’est encore enregistré.*',
  tooLong: 'La ligne est trop longue pour un bouton : renvoyez-la en terminant par `confirmer`.',
  added: ':bell: *La règle est ajoutée.* Elle voit les événements dès maintenant.',
  changed: ':white_check_mark: *La règle est modifiée*, pour les événements à venir.',
  removed: (name) => `:wastebasket: *${name} est retirée.* Le journal d’audit garde ce qu’elle était.`,
  askRemove: 'La règle sera retirée définitivement. Le courrier qui attend déjà part encore.',
  idMissing: (example) => ({
    what: 'La ligne ne dit pas quelle règle.',
    next: `${example} les liste, avec un bouton pour chacune.`,
  }),
  recipientMissing: (example) => ({
    what: 'La ligne ne dit pas qui reçoit le courrier.',
    next: `Par exemple : ${example}`,
  }),
  changeMissing: (example) => ({
    what: 'La ligne ne dit pas ce qui doit changer.',
    next: `Par exemple : ${example}`,
  }),
  save: 'Enregistrer',
  remove: 'Retirer',

  recipients: {
    title: (level) => `Destinataires : ${level}`,
    none: (example) => `Personne ne reçoit encore de courrier. Par exemple : ${example}`,
    by: (rules) => `par ${rules}`,
    last: (state, when) => `dernier message : ${state}, ${when}`,
    neverMailed: 'aucun message récent',
    added: (address, rule) => `:heavy_plus_sign: *${address} reçoit du courrier* par ${rule} dès maintenant.`,
    removed: (address, rule) => `:heavy_minus_sign: *${address} ne reçoit plus de courrier* par ${rule}.`,
    thereAlready: (address, rule) =>
      `${address} reçoit déjà du courrier par ${rule}, rien n’a donc été fait.`,
    notThere: (address, rule) => `${address} ne reçoit pas de courrier par ${rule}, rien n’a donc été fait.`,
    incomplete: (example) => ({
      what: 'La ligne ne nomme pas à la fois une adresse et une règle.',
      next: `Par exemple : ${example}`,
    }),
    mail: 'Courrier pour cette adresse',
  },
};
