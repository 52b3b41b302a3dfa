import { NBSP, NNBSP } from './fr-typography.ts';
import type { CanaryTexts } from './mail-texts.ts';

/** French words of the mail that shows that mail goes out. */
export const frCanary: CanaryTexts = {
  subject: (whose, sentAt) => `Message témoin (${whose ?? 'plateforme'}), ${sentAt}`,
  title: 'Le courrier part',
  sentence: (whose) =>
    `Ce message a suivi le chemin du courrier ${whose === null ? 'de la plateforme' : `(${whose})`}${NBSP}: depuis la file d’envoi de Postern, par le serveur de courrier actuellement réglé. Il n’y a rien à faire.`,
  next: (at) => `Le prochain est prévu le ${at}.`,
  missing: `S’il en manque un, regardez là où Postern annonce les incidents${NBSP}: la raison y est donnée. Si rien n’y est annoncé non plus, le message s’est perdu après le serveur de courrier${NNBSP}; cherchez de ce côté.`,
  footer:
    'Vous recevez ce message car un administrateur a désigné votre adresse pour recevoir les messages témoins.',
};
