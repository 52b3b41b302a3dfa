import { NBSP, NNBSP } from './fr-typography.ts';
import type { DigestTexts } from './mail-texts.ts';

/** French words of mails about many events. */
export const frDigest: DigestTexts = {
  title: (kind, count, about) => {
    const what = about === null ? `${count} événements` : `${count} × ${about}`;
    return kind === 'storm'
      ? `Rafale${NBSP}: ${what}`
      : kind === 'hours'
        ? `En votre absence${NBSP}: ${what}`
        : `Récapitulatif${NBSP}: ${what}`;
  },
  sentence: (kind, { day, first, last }) => {
    const span =
      day === null
        ? `Le premier est arrivé le ${first}, le dernier le ${last}.`
        : `Ils sont arrivés le ${day}, de ${first} à ${last}.`;
    switch (kind) {
      case 'storm':
        return `Il en est arrivé trop pour un e-mail chacun${NNBSP}; les voici en un seul. ${span}`;
      case 'hours':
        return `Voici les événements reçus en dehors des heures de la règle d’alerte. ${span}`;
      case 'digest':
        return `Voici les événements depuis le dernier récapitulatif. ${span}`;
      default:
        return kind satisfies never;
    }
  },
  group: ({ count, first, last, exception }) => {
    const span = last === null ? first : `${first} – ${last}`;
    if (count === null) return `une fois, ${span}${exception === null ? '' : `${NBSP}: ${exception}`}`;
    return `${count} fois, ${span}${exception === null ? '' : `, surtout${NBSP}: ${exception}`}`;
  },
  robots: {
    unresponsive: 'Robot sans réponse',
    disconnected: 'Robot déconnecté',
    available: 'Robot disponible',
    busy: 'Robot occupé',
  },
  more: (kinds, events) => {
    const what =
      kinds === null
        ? 'une autre sorte d’événements qui n’est pas montrée'
        : `${kinds} autres sortes d’événements qui ne sont pas montrées`;
    return `Et ${what}, ${events === null ? 'un événement' : `${events} événements`} en tout. Aucun n’est plus grave que ceux montrés.`;
  },
};
