import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capLine, cutMiddle } from './cap-text.ts';

describe('capLine', () => {
  test('leaves alone what fits', () => {
    expect(capLine('exactly ten', 11)).toBe('exactly ten');
  });

  test('ends a cut in an ellipsis that counts', () => {
    expect(capLine('abcdefghij', 5)).toBe('abcd…');
    expect(capLine('abc defghij', 5)).toBe('abc…');
  });

  test('tears no emoji and no accent', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(capLine(family.repeat(5), 3)).toBe(`${family}${family}…`);
    expect(capLine('e\u0301'.repeat(5), 3)).toBe('e\u0301e\u0301…');
  });

  test('counts characters as people do: five families are five', () => {
    expect(capLine('👩‍👩‍👧‍👦'.repeat(5), 5)).toBe('👩‍👩‍👧‍👦'.repeat(5));
  });

  test('bounds code units too, whatever one character is made of', () => {
    expect(capLine(`a${'\u0301'.repeat(10_000)}`, 10).length).toBeLessThanOrEqual(161);
  });

  test('never gives more characters than asked for', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        (text, max) => {
          expect([...segmenter.segment(capLine(text, max))].length).toBeLessThanOrEqual(max);
        },
      ),
    );
  });
});

describe('cutMiddle', () => {
  const gap = (leftOut: number): string => `[${String(leftOut)}]`;

  test('leaves alone what fits', () => {
    expect(cutMiddle('short', 5, gap)).toEqual({ text: 'short', leftOut: 0 });
  });

  test('keeps the first and the last lines whole and says how much is missing between them', () => {
    const lines = Array.from({ length: 1_000 }, (_, line) => `line ${String(line)}`);
    const whole = lines.join('\n');

    const { text, leftOut } = cutMiddle(whole, 2_000, gap);

    const shown = text.split('\n');
    expect(shown[0]).toBe('line 0');
    expect(shown.at(-1)).toBe('line 999');
    const marker = shown.indexOf(`[${String(leftOut)}]`);
    expect(lines).toContain(shown[marker - 1]);
    expect(lines).toContain(shown[marker + 1]);
    expect(whole.length - leftOut).toBeLessThanOrEqual(2_000);
  });

  test('tears no surrogate pair', () => {
    for (const max of [100, 101, 102, 103]) {
      expect(cutMiddle('😀'.repeat(500), max, gap).text.isWellFormed()).toBe(true);
    }
  });
});
