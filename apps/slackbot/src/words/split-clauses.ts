import type { Word } from './word.ts';

/** The words of each clause of a line; `head` is what stands before the first. */
export type Clauses<C extends string> = (clause: C | 'head') => readonly Word[];

/**
 * Splits words at those that begin a clause, such as `to` or `because`. One in quotes is a value. A clause that comes
 * twice goes on where it was.
 * @param markers the words that begin each clause, lower case.
 */
export function splitClauses<C extends string>(
  words: readonly Word[],
  markers: Readonly<Record<C, readonly string[]>>,
): Clauses<C> {
  const names = Object.keys(markers) as C[];
  const clauses = new Map<C | 'head', Word[]>();
  let current: C | 'head' = 'head';
  for (const word of words) {
    const begun = word.quoted
      ? undefined
      : names.find((name) => markers[name].includes(word.text.toLowerCase()));
    if (begun === undefined) clauses.set(current, [...(clauses.get(current) ?? []), word]);
    else current = begun;
  }
  return (clause) => clauses.get(clause) ?? [];
}
