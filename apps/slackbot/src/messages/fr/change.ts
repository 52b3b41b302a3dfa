import type { ChangeTexts } from '../change-texts.ts';

/** French. */
export const changeFr: ChangeTexts = {
  valueMissing: (field, example) => ({
    what: `Il manque une valeur après ${field}, rien n’a donc été enregistré.`,
    next: `Par exemple : ${example}`,
  }),
  nothingToSet: (example) => ({
    what: 'La ligne ne nomme aucun champ, rien n’a donc été enregistré.',
    next: `Par exemple : ${example}`,
  }),
  unknownField: (word, help) => ({
    what: `Il n’y a pas de champ ${word}, rien n’a donc été enregistré.`,
    next: `${help} montre tous les champs avec leurs noms.`,
  }),
  nearField: (word, field, example) => ({
    what: `Il n’y a pas de champ ${word}, rien n’a donc été enregistré.`,
    next: `Vouliez-vous dire ${field} ? Par exemple : ${example}`,
  }),
  strayWord: (place, example) => ({
    what: `Le mot ${place} après la commande ne nomme aucun champ, rien n’a donc été enregistré.`,
    next: `Une valeur de plusieurs mots se met entre guillemets. Par exemple : ${example}`,
  }),
  levelInValue: (field, example) => ({
    what: `Le mot qui nomme un niveau appartient peut-être à la valeur de ${field} ; rien n’a donc été enregistré.`,
    next: `Mettez la valeur entre guillemets, et le niveau en dehors. Par exemple : ${example}`,
  }),
  givenTwice: (field) => ({
    what: `${field} est donné deux fois, rien n’a donc été enregistré.`,
    next: 'Donnez-le une fois, puis renvoyez la ligne.',
  }),
  secretAdvice:
    '*S’il y avait un mot de passe dans cette ligne*, il n’est pas conservé ici, mais il est passé par Slack : changez-le maintenant sur le serveur de messagerie.',
  secretTyped: (field, page, references) => ({
    what: `Les secrets ne sont jamais pris dans une discussion : ${field} n’a pas été enregistré, et ce que vous avez saisi n’est pas conservé ici. *Il est pourtant passé par Slack : s’il est en service, changez-le maintenant sur le serveur de messagerie.*`,
    next: `Saisissez ensuite le nouveau sur une page à part : ${page}. Ou demandez à un administrateur système d’indiquer où il se trouve : ${references}`,
  }),
  unchanged: 'Les paramètres sont déjà ainsi, rien n’a donc été fait.',
  takenAway: (fields) => `:wastebasket: *Retiré :* ${fields}`,
  notSetHere: (fields, level) =>
    `Le niveau « ${level} » n’a pas défini ${fields} lui-même ; il n’y a rien à retirer.`,
  noDraft: (level) => `Le niveau « ${level} » n’a pas de brouillon ; il n’y a rien à activer.`,
  saved: (fields) => `:floppy_disk: *Enregistré :* ${fields}`,
  active: (revision) => `La révision ${revision} est active : le courrier part désormais avec elle.`,
  drafted: (revision) =>
    `La révision ${revision} est un brouillon : elle devient active dès que son test réussit ; jusque-là, la révision active continue d’envoyer.`,
  unproven:
    'Rien d’autre ne pouvait envoyer, elle s’applique donc aussitôt ; elle n’est pas encore éprouvée.',
  reset: (level) => `:broom: *Ce que le niveau « ${level} » avait défini lui-même est retiré.*`,
  former: (revision) => `Cela reste dans l’historique, révision ${revision}, et peut être rétabli.`,
  activated: (revision) =>
    `:rocket: La révision ${revision} est active, sans test. Le journal d’audit le mentionne.`,
  asks: {
    unset: (fields, level) => `Ceci retire ${fields} pour ${level}. Ce qui est au-dessus s’applique alors.`,
    reset: (level) =>
      `Ceci retire tout ce que le niveau « ${level} » a défini lui-même, brouillon compris. Les valeurs de l’hôte s’appliquent alors.`,
    resetHost:
      'Ceci retire les paramètres de l’hôte, et ceux de toutes les organisations qui en héritent : leur courrier attendra, et rien ne sera perdu.',
    activate: (level) =>
      `Ceci rend actif le brouillon de ${level} sans test réussi. S’il ne fonctionne pas, le courrier attend.`,
  },
  test: 'Tester maintenant',
  doIt: 'Oui, le faire',
  leaveIt: 'Non, laisser',
};
