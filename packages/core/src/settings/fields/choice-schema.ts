import { z } from 'zod';
import { nearestWord } from '../../kernel/nearest-word.ts';

/** Accepts one of a few words, in any case; says which was probably meant. */
export function choiceSchema<const T extends string>(choices: readonly T[]): z.ZodType<T> {
  return z.unknown().transform((value, context) => {
    const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
    const choice = choices.find((one) => one === word);
    if (choice !== undefined) return choice;
    const near = nearestWord(word, choices);
    const meant = near === null ? '' : ` Did you mean "${near}"?`;
    const list = choices.map((one) => `"${one}"`).join(', ');
    context.addIssue({ code: 'custom', message: `Choose one of ${list}.${meant}` });
    return z.NEVER;
  });
}
