import { nearestWord, type Matchers, type Severity } from '@postern/core';
import { severityOf } from './severity-of.ts';
import type { Word } from './word.ts';

type ListMatcher = Exclude<keyof Matchers, 'minimumSeverity'>;

/** Matchers as they were typed; what is left out is absent, what is empty (`process:`) an empty list or null. */
export type TypedMatchers = { -readonly [K in ListMatcher]?: string[] } & {
  minimumSeverity?: Severity | null;
};

/** How each matcher is typed in front of a colon; the first word is the one that lines are written with. */
const KEYS: readonly (readonly [keyof Matchers, readonly string[]])[] = [
  ['types', ['type']],
  ['minimumSeverity', ['severity', 'gravité', 'gravite']],
  ['processes', ['process', 'processus']],
  ['robots', ['robot']],
  ['queues', ['queue', 'file']],
  ['folders', ['folder', 'dossier']],
  ['tenants', ['tenant', 'locataire']],
  ['texts', ['text', 'texte']],
];

/** The words that were no matchers, and the matchers; or a key that is not known, with the one that was probably meant. */
export type ReadMatchers =
  | { readonly ok: true; readonly matchers: TypedMatchers; readonly rest: readonly Word[] }
  | { readonly ok: false; readonly key: string; readonly near: string | null };

const KEYED = /^([\p{L}-]+)[:=](.*)$/su;

/**
 * Reads `process:Invoice severity:error`, wherever the words stand; a key that comes several times gives several patterns.
 * @param others keys that mean something else to the line: their words stay.
 */
export function readMatchers(words: readonly Word[], others: readonly string[] = []): ReadMatchers {
  const matchers: TypedMatchers = {};
  const rest: Word[] = [];
  for (const word of words) {
    const [, typed = '', value = ''] = KEYED.exec(word.text) ?? [];
    const key = typed === '' ? null : keyOf(typed);
    if (key === 'minimumSeverity') {
      matchers.minimumSeverity = value === '' ? null : (severityOf(value) as Severity);
    } else if (key !== null) {
      // An empty pattern takes the matcher away.
      const patterns = key === 'types' ? value.split(',') : [value];
      matchers[key] = [...(matchers[key] ?? []), ...patterns.filter((pattern) => pattern.trim() !== '')];
    } else if (typed === '' || word.quoted || others.includes(typed.toLowerCase())) {
      rest.push(word);
    } else {
      return {
        ok: false,
        key: typed,
        near: nearestWord(typed, [...KEYS.flatMap(([, keys]) => keys), ...others]),
      };
    }
  }
  return { ok: true, matchers, rest };
}

/** Matchers as the words that read as them; nothing for none. */
export function writeMatchers(matchers: Matchers): readonly string[] {
  return KEYS.flatMap(([matcher, [key = '']]) => {
    const value = matchers[matcher];
    if (matcher === 'types') return matchers.types;
    const values = value === null ? [] : typeof value === 'string' ? [value] : value;
    return values.map((one) => `${key}:${one}`);
  });
}

function keyOf(typed: string): keyof Matchers | null {
  const wanted = typed.toLowerCase();
  return KEYS.find(([, keys]) => keys.includes(wanted))?.[0] ?? null;
}
