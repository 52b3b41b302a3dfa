import type { RevisionTexts } from '../revision-texts.ts';

/** French. */
export const revisionFr: RevisionTexts = {
  title: (level) => `Révisions des paramètres de messagerie : ${level}`,
  none: 'Rien n’a jamais été défini à ce niveau.',
  states: { draft: 'brouillon', active: '*active* (en vigueur)', superseded: 'remplacée' },
  line: (number, state, by) => `*${number}* : ${state}, ${by}`,
  passed: 'test réussi',
  failed: 'test échoué',
  untested: 'non testée',
  arrived: (when) => `message de test arrivé ${when}`,
  next: (example) => `${example} remet cette révision en vigueur.`,
  open: 'Historique',
  older: 'Plus anciennes',
  newest: 'Les plus récentes',
  numberMissing: (example) => ({
    what: 'Quelle révision ? Il manque son numéro.',
    next: `Par exemple : ${example}`,
  }),
  rolledBack: (to, number) =>
    `:leftwards_arrow_with_hook: *Les paramètres sont de nouveau ceux de la révision ${to}*, sous le numéro ${number}. Le courrier part désormais avec eux.`,
  notTested: 'Cette révision n’a jamais réussi de test : essayez-la maintenant.',
  dropsDraft: (number, draft) =>
    `Ceci remet la révision ${number} en vigueur et abandonne le brouillon, la révision ${draft}, qui n’est pas encore active.`,
  unchanged: (number) => `La révision ${number} est déjà active, rien n’a donc été fait.`,
};
