import type { ExplainTexts } from '../explain-texts.ts';

/** French. */
export const explainFr: ExplainTexts = {
  listTitle: (level) => `Derniers événements : ${level}`,
  title: (type) => `Explication : ${type}`,
  noEvents: 'Aucun événement n’est encore venu. Le test d’un webhook par son émetteur en est un aussi.',
  silenced: (reason, until) => `:no_bell: *En sourdine* (« ${reason} »), jusqu’au ${until}.`,
  addressee: {
    mailed: ':bust_in_silhouette: Il va à la personne qu’il désigne, sans passer par une règle.',
    'not-from-host':
      ':no_entry: Il désigne une personne, mais la source d’une organisation ne choisit pas à qui la plateforme écrit.',
  },
  noRules: 'Ce niveau n’a aucune règle, donc aucun événement ne donne de courrier.',
  rules: '*Règles actuelles*',
  matches: ':white_check_mark: elle s’applique',
  differs: (why) => `:heavy_minus_sign: non. ${why}`,
  moreRules: (count) => `… et ${count} autres qui ne s’appliquent pas.`,
  nobody: '*Personne ne reçoit de courrier* pour un tel événement actuellement.',
  recipients: '*Le courrier va à*',
  becameNothing: '*À son arrivée*, il n’a donné aucun courrier, ou s’est joint à une copie antérieure.',
  became: '*À son arrivée*, il a donné :',
  mail: (address) => `*Le message* que reçoit ${address} :`,
  explain: 'Expliquer',
  again: 'Expliquer de nouveau',
};
