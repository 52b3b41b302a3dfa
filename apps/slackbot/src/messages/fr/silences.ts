import type { SilencesTexts } from '../silences-texts.ts';

/** French. */
export const silencesFr: SilencesTexts = {
  title: (level) => `Mises en sourdine : ${level}`,
  none: (example) => `Rien n’est en sourdine. Par exemple : ${example}`,
  states: {
    active: ':no_bell: en cours',
    coming: ':hourglass_flowing_sand: à venir',
    over: ':heavy_check_mark: terminée',
  },
  span: (from, until) => `du ${from} au ${until}`,
  added: (from, until) => `:no_bell: *En sourdine* du ${from} au ${until} :`,
  kept: 'Ces événements sont gardés, sans courrier entre-temps. Une réinitialisation de mot de passe n’est jamais mise en sourdine.',
  ended: (reason) =>
    `:bell: *La mise en sourdine « ${reason} » est terminée.* Les événements redonnent du courrier.`,
  sendLater: (line) =>
    `Ce qu’elle a retenu reste sans courrier ; ${line} en donne la liste, pour l’envoyer à la main.`,
  unknownType: (type) => `:information_source: Aucun émetteur connu n’envoie ${type}.`,
  unknownTypeNear: (type, near) =>
    `:information_source: Aucun émetteur connu n’envoie ${type}. Vouliez-vous dire ${near} ?`,
  endMissing: (example) => ({
    what: 'La ligne ne dit pas quand la mise en sourdine se termine, et chacune se termine. Rien n’a été mis en sourdine.',
    next: `Par exemple : ${example}`,
  }),
  reasonMissing: (example) => ({
    what: 'La ligne ne dit pas pourquoi, et d’autres se demanderaient où est le courrier. Rien n’a été mis en sourdine.',
    next: `Par exemple : ${example}`,
  }),
  endNow: 'Terminer maintenant',
  list: 'Toutes les mises en sourdine',
  muted: 'Ce qui a été retenu',
  showAll: 'Aussi celles qui sont terminées',
};
