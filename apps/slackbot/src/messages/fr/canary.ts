import type { CanaryTexts } from '../canary-texts.ts';

/** French. */
export const canaryFr: CanaryTexts = {
  title: (level) => `Message témoin : ${level}`,
  what: 'Un message qui part de lui-même, par le chemin de tout le courrier. S’il n’arrive pas à temps, le canal en apprend la raison.',
  none: (example) => `:information_source: Aucun message témoin n’est réglé ici. Par exemple : ${example}`,
  goes: (address, schedule) => `Pour ${address}, ${schedule}`,
  next: (moment) => `Le prochain : ${moment}`,
  standings: {
    'not-yet': ':hourglass_flowing_sand: Aucun n’est encore parti.',
    'under-way': ':hourglass_flowing_sand: Le dernier est en route.',
    'not-sent': ':x: Le prochain est en retard : ni passerelle ni worker ne l’envoie.',
    delivered: ':white_check_mark: Le dernier a été remis.',
    'by-host': ':warning: Le dernier a été remis, par le relais de l’hôte : votre serveur était injoignable.',
    failed: ':x: Le dernier a été refusé définitivement.',
    held: ':x: Le dernier attend que les paramètres soient corrects.',
    late: ':x: Aucun serveur n’a accepté le dernier à temps.',
    suspended: ':double_vertical_bar: Le courrier était retenu à la main : le dernier ne dit donc rien.',
  },
  sent: (moment) => `Envoyé : ${moment}`,
  delivered: (moment) => `Dernière remise : ${moment}`,
  server: (server, words) => `${server} · ${words}`,
  set: ':white_check_mark: *Le message témoin est réglé.*',
  underWay: (address) =>
    `:outbox_tray: *Un message témoin pour ${address} est dans la file d’envoi.* Il part dans un instant.`,
  removed:
    ':white_check_mark: *Le message témoin est retiré.* Si le courrier s’arrête, personne n’est prévenu avant un échec.',
  addressMissing: (example) => ({
    what: 'La ligne ne dit pas à qui va le message témoin. Rien n’a été réglé.',
    next: `Par exemple : ${example}`,
  }),
  sendNow: 'En envoyer un',
  look: 'Le consulter',
  remove: 'Le retirer',
};
