import type { RecoveryTexts } from './mail-texts.ts';

/** English words of the mail that says that a trouble is over. */
export const enRecovery: RecoveryTexts = {
  badge: 'Resolved',
  title: (title) => `Resolved: ${title}`,
  preview: (duration, title) => `${duration === null ? 'Resolved' : `Resolved after ${duration}`}: ${title}`,
  sentence: (since, duration) =>
    duration === null
      ? `It began on ${since} and is over.`
      : `It began on ${since} and is over after ${duration}.`,
  faultedRun:
    'Check whether the work of the run that failed has been done: a later run does not always make up for it.',
};
