import type { FactLabel, FactValue } from '../../events/automation-event.ts';
import { capLine } from '../cap-text.ts';
import { cleanLine } from '../clean-text.ts';
import { formatNumber } from '../format-number.ts';
import { formatTime } from '../format-time.ts';
import { KNOWN_VALUES, type KnownValue } from '../texts/mail-texts.ts';
import { MAIL_TEXTS } from '../texts/texts-of.ts';
import type { TemplateInput } from './mail-template.ts';

/** A fact's value in the words, the numbers and the time of the recipient; `''` when it says nothing. */
export function writeValue(label: FactLabel, value: FactValue, input: TemplateInput): string {
  switch (value.kind) {
    case 'time':
      return formatTime(value.at, input);
    case 'number':
      return formatNumber(value.number, input.language);
    case 'text': {
      const text = cleanLine(value.text.slice(0, 4 * MOST_CHARACTERS));
      const known = WORDS.has(label) ? knownValue(text) : undefined;
      return known === undefined ? capLine(text, MOST_CHARACTERS) : MAIL_TEXTS[input.language].values[known];
    }
    default:
      return value satisfies never;
  }
}

/** Characters of a value that is shown; the sources allow 500 already. */
export const MOST_CHARACTERS = 500;

/** Labels whose values are one word out of a list, and not a name that somebody chose. */
const WORDS: ReadonlySet<FactLabel> = new Set(['state', 'status', 'priority', 'exception-type']);

function knownValue(text: string): KnownValue | undefined {
  const word = text.toLowerCase();
  return KNOWN_VALUES.find((known) => known === word);
}
