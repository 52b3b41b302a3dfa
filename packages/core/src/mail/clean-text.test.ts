import { describe, expect, test } from 'vitest';
import { cleanLine, cleanText } from './clean-text.ts';

describe('cleanText', () => {
  test('leaves what is clean as it is, markup and tabs included', () => {
    const text = 'Crème brûlée\n\t<b>12</b> {{x}} 👩‍👩‍👧 שלום';
    expect(cleanText(text)).toBe(text);
  });

  test.each([
    ['CRLF and CR', 'a\r\nb\rc', 'a\nb\nc'],
    ['NEL, line and paragraph separators', 'a\u0085b\u2028c\u2029d', 'a\nb\nc\nd'],
  ])('makes one kind of line end of %s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  test('takes out control characters, so that no escape sequence and no NUL is left', () => {
    expect(cleanText('a\u0000b\u0007c\u001b[31md\u007fe\u009bf')).toBe('abc[31mdef');
  });

  test('takes out bidi embeddings, overrides and isolates, and the byte order mark', () => {
    expect(cleanText('\ufeffinvoice\u202egnp.exe\u202c\u2066x\u2069')).toBe('invoicegnp.exex');
  });

  test('replaces lone surrogates, which no UTF-8 can hold', () => {
    expect(cleanText('a\ud800b\udc00c')).toBe('a\ufffdb\ufffdc');
  });

  test('cuts piles of combining marks and leaves letters with a few of them whole', () => {
    expect(cleanText(`Z${'\u0351'.repeat(400)}!`)).toBe(`Z${'\u0351'.repeat(6)}!`);
    expect(cleanText('Việt e\u0301')).toBe('Việt e\u0301');
  });
});

describe('cleanLine', () => {
  test('folds every white space into single spaces', () => {
    expect(cleanLine('  a\r\n\tb\u2028c \u00a0 d ')).toBe('a b c d');
  });
});
