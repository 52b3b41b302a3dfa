import type { InputIssue } from '../kernel/errors.ts';
import { nearestField } from './fields.ts';
import type { Field } from './fields/field.ts';
import { shownWord } from './shown-word.ts';

/** The issue for a word that names no field: with the field that was probably meant, and an example. */
export function unknownField(word: string): InputIssue {
  const near = nearestField(word);
  const way = near === null ? 'See the list of fields in the help.' : `Did you mean ${usage(near)}?`;
  return { path: shownWord(word), message: `There is no field of this name. ${way}` };
}

/** The field's name, with a value where one can be typed on a line. */
function usage({ name, kind, example }: Field): string {
  return kind === 'secret' || example.includes('\n') ? name : `${name}, as in ${name}=${example}`;
}
