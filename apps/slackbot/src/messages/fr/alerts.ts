import type { AlertsTexts } from '../alerts-texts.ts';

/** French. */
export const alertsFr: AlertsTexts = {
  deliveriesTitle: (level) => `Courrier : ${level}`,
  everywhere: 'l’hôte et toutes les organisations',
  everyEvent: 'tous les événements',
  states: {
    queued: ':incoming_envelope: attend son premier essai',
    sending: ':outbox_tray: est en cours d’envoi',
    delivered: ':white_check_mark: accepté par le serveur',
    deferred: ':hourglass_flowing_sand: attend, et sera réessayé',
    failed: ':x: refusé définitivement',
    suppressed: ':no_bell: gardé, et non envoyé',
    expired: ':wastebasket: trop ancien pour servir',
    unknown: ':grey_question: est peut-être arrivé, et sera réessayé',
  },
  noDeliveries: 'Il n’y a pas de tel message.',
  maybeTwice: 'Le destinataire l’a peut-être deux fois : une réponse du serveur s’est perdue.',
  deliveryTitle: (address) => `Message pour ${address}`,
  event: (type, received) => `À propos de ${type}, reçu ${received}`,
  mail: '*Ce qu’il dit*, récrit d’après son événement :',
  mailHidden:
    ':lock: Le message n’est pas montré : il est pour cette personne seule, ou ne peut pas être composé.',
  earlier: 'Essais précédents',
  noAttempts: 'Il n’a pas encore été essayé.',
  replayed: ':repeat: *Il est de nouveau dû maintenant*, et ses essais recommencent.',
  rulesTitle: (level) => `Règles d’alerte : ${level}`,
  paused: ':double_vertical_bar: en pause',
  enabled: ':bell: active (en service)',
  to: (addresses) => `pour ${addresses}`,
  rulePaused: (name) =>
    `:double_vertical_bar: *${name} est en pause.* Le courrier qui attend déjà part encore.`,
  ruleResumed: (name) =>
    `:bell: *${name} accepte de nouveau les événements.* Ceux venus entre-temps restent sans courrier de sa part.`,
  ruleUnchanged: (name) => `${name} est déjà ainsi, rien n’a donc été fait.`,
  open: 'Ouvrir',
  replay: 'Renvoyer',
  pause: 'Mettre en pause',
  resume: 'Reprendre',
};
