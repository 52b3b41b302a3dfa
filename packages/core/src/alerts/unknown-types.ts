import { EVENT_TYPES, findEventType } from '../events/catalogue.ts';
import { nearestWord } from '../kernel/nearest-word.ts';
import { compilePattern, foldText, isLiteral } from './compile-pattern.ts';

/** A type in a rule that Postern does not know. It may be one that a sender adds, or a slip. */
export interface UnknownType {
  readonly type: string;
  /** The known type that was probably meant; null when none is near. */
  readonly nearest: string | null;
}

/** The types and patterns among these that fit no known type: accepted, since senders' lists grow, but worth a word. */
export function unknownTypes(patterns: readonly string[]): readonly UnknownType[] {
  return patterns
    .filter((pattern) => !fitsKnownType(pattern))
    .map((type) => ({
      type,
      nearest: nearestWord(
        type,
        EVENT_TYPES.map((known) => known.type),
      ),
    }));
}

function fitsKnownType(pattern: string): boolean {
  if (isLiteral(pattern)) return findEventType(pattern) !== null;
  const fits = compilePattern(pattern);
  return EVENT_TYPES.some(({ type }) => fits(foldText(type)));
}
