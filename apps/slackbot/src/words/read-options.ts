import type { Word } from './word.ts';

/** Values by option, and the words that were none. */
export interface ReadOptions<O extends string> {
  readonly options: Partial<Record<O, string>>;
  readonly rest: readonly Word[];
}

const KEYED = /^([\p{L}-]+)[:=](.*)$/su;

/** Reads `name:"Night shift" language:fr`, wherever the words stand; of an option that comes twice the last counts. */
export function readOptions<O extends string>(
  words: readonly Word[],
  keys: Readonly<Record<O, readonly string[]>>,
): ReadOptions<O> {
  const names = Object.keys(keys) as O[];
  const options: Partial<Record<O, string>> = {};
  const rest: Word[] = [];
  for (const word of words) {
    const [, key = '', value = ''] = KEYED.exec(word.text) ?? [];
    const name = names.find((one) => keys[one].includes(key.toLowerCase()));
    if (name === undefined) rest.push(word);
    else options[name] = value;
  }
  return { options, rest };
}
