import { expect, it } from 'vitest';
import { shownWord } from './shown-word.ts';

it.each(['smtp-prot', 'SMTP_HOST', 'Email.Smtp.Hots', 'expéditeur'])(
  'repeats what may be a name: %s',
  (word) => {
    expect(shownWord(word)).toBe(word);
  },
);

it.each(['hunter2', 'correct horse', 'pass:word', 'a'.repeat(41), 'c2VjcmV0', ''])(
  'does not repeat what may be a secret: %s',
  (word) => {
    expect(shownWord(word)).toBe('…');
  },
);
