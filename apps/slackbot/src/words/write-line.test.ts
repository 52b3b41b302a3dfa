import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tokenize } from './tokenize.ts';
import { writeLine } from './write-line.ts';

it('writes what the tokenizer reads back, whatever the words hold', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const tokens = tokenize(writeLine(words));
      expect(tokens.ok && tokens.words.map(({ text }) => text)).toEqual(words);
    }),
  );
});

it.each([
  'a"b',
  'a“b',
  'a”b',
  String.raw`DOMAIN\user`,
  String.raw`ends\ `,
  '<@U1>',
  '&lt;',
  "d'Acme",
  "it's' x",
  '',
])('keeps %j whole', (text) => {
  const tokens = tokenize(writeLine([{ text, quoted: true }]));
  expect(tokens).toEqual({ ok: true, words: [{ text, quoted: true }] });
});

it('leaves plain words as people type them', () => {
  expect(writeLine(['test', 'org', 'acme', 'ops@example.com', 'page:01'])).toBe(
    'test org acme ops@example.com page:01',
  );
});
