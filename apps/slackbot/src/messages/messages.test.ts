import { ERROR_CODES } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** Every text by its path; those with holes are filled with words that no text has. */
function textsOf(messages: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof messages === 'string') return new Map([[path, messages]]);
  if (typeof messages === 'function') {
    const args = path === '.list' ? [['A', 'B']] : ['ARG1', 'ARG2', 'ARG3'].slice(0, messages.length);
    return textsOf((messages as (...given: unknown[]) => unknown)(...args), path);
  }
  const entries = Object.entries(messages as Readonly<Record<string, unknown>>);
  return new Map(entries.flatMap(([key, value]) => [...textsOf(value, `${path}.${key}`)]));
}

const english = textsOf(en);
const french = textsOf(fr);

describe('the catalogues', () => {
  it('have the same texts, none of them empty', () => {
    expect([...french.keys()]).toEqual([...english.keys()]);
    for (const text of [...english.values(), ...french.values()]) expect(text.trim()).not.toBe('');
  });

  it('have a text for every error code', () => {
    expect(Object.keys(en.problems.errors).sort()).toEqual(Object.keys(ERROR_CODES).sort());
  });

  it.each([...english.keys()])('put the same facts into %s', (path) => {
    const facts = (text = '') => [...new Set(text.match(/ARG\d/g) ?? [])].sort();
    expect(facts(french.get(path))).toEqual(facts(english.get(path)));
  });

  it('leave no text in English in the French one', () => {
    const same = [...english].filter(([path, text]) => french.get(path) === text && /[a-z]/.test(text));
    expect(same.map(([path]) => path)).toEqual([]);
  });

  it('set French as it is printed: curly apostrophes, a space before high punctuation', () => {
    for (const [path, text] of french) {
      const prose = text.replaceAll(/`[^`]*`|:[a-z][a-z0-9_]*:/g, '');
      expect(prose, path).not.toMatch(/\p{L}'\p{L}/u);
      expect(prose, path).not.toMatch(/[\p{L}\d][?!;:](?:\s|\*|$)/u);
    }
  });
});
