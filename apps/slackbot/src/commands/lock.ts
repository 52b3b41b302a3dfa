import type { Subcommand } from './subcommand.ts';
import { switchLock } from './switch-lock.ts';

/** `lock FIELD …`. */
export const lock: Subcommand = {
  word: 'lock',
  aliases: ['verrouiller'],
  summary: {
    en: 'Locks fields: organizations may not set them any more.',
    fr: 'Verrouille des champs : les organisations ne peuvent plus les définir.',
  },
  usage: 'lock FIELD [FIELD …]',
  examples: [
    {
      words: 'lock default-from-address',
      meaning: { en: 'all mail has the host’s sender', fr: 'tout le courrier a l’expéditeur de l’hôte' },
    },
  ],
  audience: 'administrators',
  run: (invocation) => switchLock(invocation, 'lock'),
};
