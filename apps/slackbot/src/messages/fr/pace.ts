import type { PaceTexts } from '../pace-texts.ts';

/** French. */
export const paceFr: PaceTexts = {
  atOnce: ':zap: aussitôt',
  digest: (when) => `:bookmark_tabs: en récapitulatif, ${when}`,
  hours: (hours) => `seulement pendant ${hours}, le reste à l’ouverture`,
  storm: (limit) => `les rafales en un seul message dès ${limit}`,
  noStorm: 'chaque événement séparément, même en rafale',
  urgent: (severity) => `\`${severity}\` n’attend jamais`,
  noneUrgent: 'rien ne passe avant le reste',
  unclear: (typed) => `${typed} n’a pas été compris.`,
  unclearPlain: 'Ce texte n’a pas été compris.',
  examples: {
    digest:
      'Écrivez `récap:"toutes les 15m"`, `récap:"chaque jour à 08:00"` ou `récap:"lun-ven à 08:00, 13:00"`, entre guillemets ; `récap:non` envoie aussitôt.',
    hours:
      'Écrivez `horaires:"lun-ven 08:00-18:00"` ou `horaires:"08:00-20:00 ; sam 09:00-12:00"`, entre guillemets ; `horaires:toujours` les retire.',
    storm: 'Écrivez `rafale:10/10m` pour un seul message après 10 en 10 minutes, ou `rafale:non`.',
    atOnceFrom: 'Écrivez `aussitôt:erreur` ou `aussitôt:fatale` ; avec `aussitôt:aucune`, tout attend.',
  },
  plainExamples: {
    digest: 'Écrivez toutes les 15m, chaque jour à 08:00, ou lun-ven à 08:00, 13:00.',
    hours: 'Écrivez lun-ven 08:00-18:00, ou 08:00-20:00 ; sam 09:00-12:00.',
    storm: 'Écrivez 10/10m pour un seul message après 10 en 10 minutes.',
    atOnceFrom: 'Choisissez une gravité.',
  },
  when: {
    atOnce: 'aussitôt',
    untilStorm: (limit) => `aussitôt ; au-delà de ${limit}, en un seul message`,
    digest: (at) => `dans le récapitulatif du ${at}`,
    hours: (at) => `attend l’ouverture, ${at}`,
    storm: (at) => `dans le message unique sur cette rafale, ${at}`,
    muted: 'pas du tout : un silence le retient',
    folds: 'copie d’un événement précédent, aucun message',
  },
  wouldMake: (mails) =>
    mails === 1
      ? ':incoming_envelope: *Cela aurait fait 1 message* par destinataire.'
      : `:incoming_envelope: *Cela aurait fait ${mails} messages* par destinataire.`,
};
