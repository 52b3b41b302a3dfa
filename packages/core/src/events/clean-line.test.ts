import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../test/fixtures/any-text.ts';
import { cleanLine } from './clean-line.ts';

describe('cleanLine', () => {
  it.each([
    ['line ends', 'a\r\nBcc: b', 'a Bcc: b'],
    ['escapes and NUL', 'a\u001b[31m\u0000b', 'a [31m b'],
    ['C1 controls', 'a\u0085\u009bb', 'a b'],
    ['Unicode line separators', 'a\u2028b\u2029c', 'a b c'],
    ['white space around', '  a  b\t', 'a b'],
    ['lone surrogates', 'a\ud800b', 'a\ufffdb'],
  ])('makes one harmless line of %s', (_what, text, line) => {
    expect(cleanLine(text, 50)).toBe(line);
  });

  it('leaves letters of every script and emoji alone', () => {
    expect(cleanLine('Ünïcode & Söhne 株式会社 👩‍👩‍👧', 50)).toBe('Ünïcode & Söhne 株式会社 👩‍👩‍👧');
  });

  it('says that it cut, and never cuts through a character', () => {
    expect(cleanLine('abcdef', 4)).toBe('abc…');
    expect(cleanLine('ab😀😀', 4)).toBe('ab…');
    expect(cleanLine(`short${' '.repeat(1_000)}`, 10)).toBe('short…');
  });

  it('is short, well-formed, without controls and stable for any text', () => {
    fc.assert(
      fc.property(anyText(200), fc.integer({ min: 2, max: 60 }), (text, max) => {
        const line = cleanLine(text, max);
        expect(line.length).toBeLessThanOrEqual(max);
        expect(line.isWellFormed()).toBe(true);
        expect(line).not.toMatch(/\p{Cc}/u);
        expect(cleanLine(line, max)).toBe(line);
      }),
    );
  });
});
