import type { Subcommand } from './subcommand.ts';
import { switchLock } from './switch-lock.ts';

/** `unlock FIELD …`. */
export const unlock: Subcommand = {
  word: 'unlock',
  aliases: ['déverrouiller', 'deverrouiller'],
  summary: {
    en: 'Unlocks fields: organizations may set them again.',
    fr: 'Déverrouille des champs : les organisations peuvent de nouveau les définir.',
  },
  usage: 'unlock FIELD [FIELD …]',
  examples: [
    {
      words: 'unlock default-from-address',
      meaning: {
        en: 'organizations choose their sender',
        fr: 'les organisations choisissent leur expéditeur',
      },
    },
  ],
  audience: 'administrators',
  run: (invocation) => switchLock(invocation, 'unlock'),
};
