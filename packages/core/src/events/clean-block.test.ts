import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanBlock } from './clean-block.ts';

const CAP = 16 * 1_024;

describe('cleanBlock', () => {
  it('keeps lines and tabs, with one kind of line end', () => {
    expect(cleanBlock('a\r\n\tb\rc\n', CAP)).toBe('a\n\tb\nc');
  });

  it('drops other control characters and replaces lone surrogates', () => {
    expect(cleanBlock('a\u0000\u001b[31mb\ud800', CAP)).toBe('a[31mb\ufffd');
  });

  it('keeps text of just the cap whole', () => {
    const text = 'x'.repeat(CAP);
    expect(cleanBlock(text, CAP)).toBe(text);
  });

  it('cuts a megabyte to the cap and says how long it was', () => {
    const block = cleanBlock('é'.repeat(524_288), CAP);
    expect(Buffer.byteLength(block)).toBeLessThanOrEqual(CAP);
    expect(Buffer.byteLength(block)).toBeGreaterThan(CAP - 8);
    expect(block).toMatch(/é\n\[… cut here: the whole text has 1,048,576 bytes\]$/);
  });

  it('never cuts through a character', () => {
    for (const lead of ['', 'a', 'aa', 'aaa']) {
      const block = cleanBlock(lead + '😀'.repeat(CAP), CAP);
      expect(block.isWellFormed()).toBe(true);
      expect(block).toMatch(/^a*(?:😀)+\n\[/u);
    }
  });

  it('is within the cap and well-formed for any text', () => {
    const units = fc.constantFrom('\r\n', '\r', '\n', 'a', 'é', '😀', '\ud83d', '\u0000', ' ');
    fc.assert(
      fc.property(fc.string({ unit: units, maxLength: 600 }), (text) => {
        const block = cleanBlock(text, 256);
        expect(Buffer.byteLength(block)).toBeLessThanOrEqual(256);
        expect(block.isWellFormed()).toBe(true);
        expect(block).not.toContain('\r');
      }),
    );
  });
});
