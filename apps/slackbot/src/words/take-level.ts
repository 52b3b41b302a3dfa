import type { Word } from './word.ts';

/** The level that the words name. */
export type NamedLevel = { readonly kind: 'host' } | { readonly kind: 'organization'; readonly name: string };

/** Where a level was named: a name such as `Acme Host`, without its quotes, names one where none is meant. */
export interface LevelPlace {
  /** How many of the other words stood before it. */
  readonly at: number;
  /** The keyword as it was typed. */
  readonly keyword: string;
}

/** The words without those that name the level; or what is wrong with these. */
export type LevelWords =
  | {
      readonly ok: true;
      readonly level: NamedLevel | null;
      readonly rest: readonly Word[];
      /** Where the words that name the level stood; null: none did. */
      readonly place: LevelPlace | null;
    }
  | { readonly ok: false; readonly problem: 'organization-name-missing' | 'two-levels' };

const HOST_WORDS = ['host', 'hôte', 'hote'];
const ORGANIZATION_WORDS = ['org', 'organization', 'organisation'];

/** Takes `host` or `org NAME` out of the words, wherever they stand. A word in quotes is a value and names no level. */
export function takeLevel(words: readonly Word[]): LevelWords {
  const levels: NamedLevel[] = [];
  let place: LevelPlace | null = null;
  const rest: Word[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if (isOneOf(word, ORGANIZATION_WORDS)) {
      const name = words[at + 1];
      if (name === undefined) return { ok: false, problem: 'organization-name-missing' };
      levels.push({ kind: 'organization', name: name.text });
      place = { at: rest.length, keyword: word.text };
      at += 1;
    } else if (isOneOf(word, HOST_WORDS)) {
      levels.push({ kind: 'host' });
      place = { at: rest.length, keyword: word.text };
    } else {
      rest.push(word);
    }
  }
  if (levels.length > 1) return { ok: false, problem: 'two-levels' };
  return { ok: true, level: levels[0] ?? null, rest, place };
}

function isOneOf({ text, quoted }: Word, keywords: readonly string[]): boolean {
  return !quoted && keywords.includes(text.toLowerCase());
}
