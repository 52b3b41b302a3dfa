import type { InstallTexts } from '../install-texts.ts';

/** French. */
export const installFr: InstallTexts = {
  installed: (team) => ({
    title: 'Postern est installé',
    lines: [
      `Postern est maintenant dans l’espace de travail ${team}.`,
      'Dans Slack, saisissez /email-settings aide. Les administrateurs système de Postern décident qui peut changer quoi.',
    ],
  }),
  failures: {
    cancelled: { title: 'Pas d’installation', lines: ['Vous avez refusé dans Slack ; rien n’a changé.'] },
    stale: {
      title: 'Ce retour n’est plus valable',
      lines: [
        'Il ne sert qu’une fois, pendant dix minutes, dans le navigateur de départ. Veuillez recommencer.',
      ],
    },
    'whole-organization': {
      title: 'Pas pour toute une organisation',
      lines: [
        'Postern s’installe espace de travail par espace de travail. Choisissez-en un dans Slack et recommencez.',
      ],
    },
    refused: {
      title: 'Slack n’a pas terminé',
      lines: [
        'Slack a refusé la dernière étape, ou n’a pas répondu. Rien n’a été installé ; veuillez recommencer.',
      ],
    },
    broken: {
      title: 'Un problème est survenu dans Postern',
      lines: [
        'L’installation n’a pas pu être enregistrée. Veuillez recommencer ; si cela persiste, donnez la référence à un administrateur système.',
      ],
    },
  },
  again: 'Recommencer',
  openSlack: 'Ouvrir Slack',
};
