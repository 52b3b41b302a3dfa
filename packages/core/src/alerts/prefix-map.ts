import { foldText } from './compile-pattern.ts';

/** Values filed under patterns, found again by a text in as many looks as there are lengths of prefixes, not patterns. */
export interface PrefixMap<T> {
  add(pattern: string, value: T): void;
  /** Calls `take` for every value whose pattern may fit the text (folded), at least once. */
  forEachCandidate(text: string, take: (value: T) => void): void;
}

/** What stands before the first `*` of a pattern, folded. */
export function patternPrefix(pattern: string): string {
  return foldText(pattern).split('*', 1)[0] ?? '';
}

/** An empty map. */
export function createPrefixMap<T>(): PrefixMap<T> {
  const byWord = new Map<string, T[]>();
  const byPrefix = new Map<number, Map<string, T[]>>();
  return {
    add(pattern, value) {
      const prefix = patternPrefix(pattern);
      if (!pattern.includes('*')) {
        put(byWord, prefix, value);
        return;
      }
      const sameLength = byPrefix.get(prefix.length) ?? new Map<string, T[]>();
      byPrefix.set(prefix.length, sameLength);
      put(sameLength, prefix, value);
    },
    forEachCandidate(text, take) {
      byWord.get(text)?.forEach(take);
      for (const [length, sameLength] of byPrefix) {
        if (length <= text.length) sameLength.get(text.slice(0, length))?.forEach(take);
      }
    },
  };
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else there.push(value);
}
