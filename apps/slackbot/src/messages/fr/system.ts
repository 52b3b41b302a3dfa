import type { SystemTexts } from '../system-texts.ts';

/** French. */
export const systemFr: SystemTexts = {
  locked: (fields) =>
    `:lock: *Verrouillé pour les organisations :* ${fields}. Ce qu’elles avaient défini reste conservé, sans effet.`,
  unlocked: (fields) => `:unlock: *Les organisations peuvent de nouveau définir :* ${fields}.`,
  lockUnchanged: 'C’est déjà ainsi, rien n’a donc été fait.',
  hostOnly: (example) => ({
    what: 'Ceci vaut pour toute la plateforme et ne peut se faire pour une seule organisation, rien n’a donc été fait.',
    next: `S’il s’agit de toute la plateforme : ${example}`,
  }),
  nameUnquoted: (example) => ({
    what: 'La ligne nomme un niveau, et une nouvelle organisation n’en a pas ; rien n’a été fait.',
    next: `Si ce mot fait partie du nom, mettez le nom entre guillemets : ${example}`,
  }),
  wholeConnection: 'La connexion est un seul verrou : il vaut pour tous ses champs ensemble.',
  lockTitle: 'Ce que l’hôte verrouille',
  maintenanceTitle: 'Mode maintenance',
  modes: {
    off: ':white_check_mark: *Arrêtée :* le courrier part normalement.',
    draining:
      ':hourglass_flowing_sand: *Vidange :* ce qui est dû part, et les nouveaux signalements sont acceptés.',
    suspended:
      ':double_vertical_bar: *En cours :* les signalements sont acceptés et conservés, et tout le courrier est retenu jusqu’à son arrêt.',
  },
  unknownMode: (word, example) => ({
    what: `Il n’y a pas de mode ${word}, rien n’a donc été fait.`,
    next: `C’est on, draining ou off. Par exemple : ${example}`,
  }),
  modeButtons: { off: 'Arrêter', draining: 'Vidange', suspended: 'Retenir le courrier' },
  organizationsTitle: (count) => `Organisations : ${count}`,
  noOrganizations: (example) => `Il n’y en a pas encore. ${example} ajoute la première.`,
  organizationAdded: (name) =>
    `:office: *${name} est ajoutée.* Elle envoie avec les paramètres de l’hôte tant qu’elle n’a pas les siens.`,
  addIncomplete: (example) => ({
    what: 'Pour ajouter une organisation, donnez son nom court et son nom.',
    next: `Par exemple : ${example}`,
  }),
  auditTitle: (level) => `Journal d’audit : ${level}`,
  noAudit: 'Rien n’a encore été fait ici.',
  openAudit: 'Journal d’audit',
  next: 'Page suivante',
  first: 'Première page',
  older: 'Entrées plus anciennes',
  newest: 'Entrées les plus récentes',
};
