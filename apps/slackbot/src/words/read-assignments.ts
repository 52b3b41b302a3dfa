import { FIELDS, findField, nearestField, type FieldKey } from '@postern/core';
import type { LevelPlace } from './take-level.ts';
import type { Word } from './word.ts';

/** Fields with their values, or the first thing that is wrong. Secrets are references; nothing else is taken. */
export type Assignments =
  | {
      readonly ok: true;
      readonly set: Readonly<Record<string, string | { readonly reference: string }>>;
      readonly keys: readonly FieldKey[];
    }
  | { readonly ok: false; readonly problem: 'nothing' }
  | {
      readonly ok: false;
      readonly problem: 'unknown';
      readonly word: string;
      readonly near: FieldKey | null;
      /** 1 is the first. */ readonly place: number;
    }
  | {
      readonly ok: false;
      readonly problem: 'value-missing' | 'secret-typed' | 'given-twice' | 'level-in-value';
      readonly key: FieldKey;
    };

const REFERENCE = /^(?:env|file):/;

/**
 * Reads `FIELD VALUE …` and `FIELD=VALUE …`, in any mix. Of a secret that was typed, nothing is given on.
 * @param levelPlace where a level was named among the words: in the place of a value, or in a name such as `Acme Host`, it
 * is not clear what was meant.
 */
export function readAssignments(words: readonly Word[], levelPlace: LevelPlace | null = null): Assignments {
  const set: Record<string, string | { readonly reference: string }> = {};
  const keys: FieldKey[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const { text = '' } = words[at] ?? {};
    const sign = text.indexOf('=');
    const name = sign === -1 ? text : text.slice(0, sign);
    const key = fieldNamed(name);
    if (key === null)
      return {
        ok: false,
        problem: 'unknown',
        word: name,
        near: nearestField(name)?.key ?? null,
        place: at + 1,
      };
    if (keys.includes(key)) return { ok: false, problem: 'given-twice', key };
    if (sign === -1) at += 1;
    if (isLevelInValue(levelPlace, { key, at, value: words[at], behindSign: sign !== -1 }))
      return { ok: false, problem: 'level-in-value', key };
    const value = sign === -1 ? words[at]?.text : text.slice(sign + 1);
    if (value === undefined || value === '') return { ok: false, problem: 'value-missing', key };
    const secret = FIELDS.some((field) => field.key === key && field.kind === 'secret');
    if (secret && !REFERENCE.test(value)) return { ok: false, problem: 'secret-typed', key };
    set[key] = secret ? { reference: value } : value;
    keys.push(key);
  }
  return keys.length === 0 ? { ok: false, problem: 'nothing' } : { ok: true, set, keys };
}

/** Whether a level was named where this value should stand, or with a capital behind the first word of a name. */
function isLevelInValue(
  place: LevelPlace | null,
  found: {
    readonly key: FieldKey;
    readonly at: number;
    readonly value: Word | undefined;
    readonly behindSign: boolean;
  },
): boolean {
  if (place === null) return false;
  if (place.at === found.at) return !found.behindSign;
  const inName = found.key === 'defaultFromDisplayName' && found.value?.quoted === false;
  return inName && place.at === found.at + 1 && place.keyword !== place.keyword.toLowerCase();
}

/** A field by its name, UiPath's, or its label in either language: `port-smtp`, `Hôte-SMTP`. Null: there is none. */
export function fieldNamed(word: string): FieldKey | null {
  const found = findField(word);
  if (found !== null) return found.key;
  const bare = bareLabel(word);
  const labelled = FIELDS.find(({ label }) => bareLabel(label.en) === bare || bareLabel(label.fr) === bare);
  return labelled?.key ?? null;
}

/** Without case, accents and what stands between words, as people leave these out. */
function bareLabel(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
