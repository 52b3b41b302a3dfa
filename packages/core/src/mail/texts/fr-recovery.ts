import { NBSP } from './fr-typography.ts';
import type { RecoveryTexts } from './mail-texts.ts';

/** French words of the mail that says that a trouble is over. */
export const frRecovery: RecoveryTexts = {
  badge: 'Résolu',
  title: (title) => `Résolu${NBSP}: ${title}`,
  preview: (duration, title) =>
    `${duration === null ? 'Résolu' : `Résolu après ${duration}`}${NBSP}: ${title}`,
  sentence: (since, duration) =>
    duration === null
      ? `Le problème a commencé le ${since} et a pris fin.`
      : `Le problème a commencé le ${since} et a pris fin après ${duration}.`,
  faultedRun: `Vérifiez que le travail de la tâche en échec a bien été fait${NBSP}: une tâche suivante ne le rattrape pas toujours.`,
};
