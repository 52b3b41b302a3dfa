import type { HomeTexts } from '../home-texts.ts';

/** French. */
export const homeFr: HomeTexts = {
  title: 'L’état du courrier',
  host: 'L’hôte',
  nothingWaits: ':white_check_mark: Aucun message n’attend.',
  waiting: (count) => `:hourglass_flowing_sand: Messages en attente : *${count}*`,
  organizations: (count) => `Organisations que vous administrez : *${count}*`,
  passed: (when) => `:white_check_mark: Dernier test réussi, ${when}.`,
  failed: (when) => `:x: Dernier test échoué, ${when}.`,
  failures: '*Derniers échecs*',
  footer: (when, help) => `État au ${when}. ${help} montre ce que vous pouvez saisir.`,
  deliveries: 'Courrier',
  refresh: 'Actualiser',
};
