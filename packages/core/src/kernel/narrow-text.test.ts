import { serialize } from 'node:v8';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { narrowText } from './narrow-text.ts';

test('says what the text said', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      expect(narrowText(text)).toBe(text);
    }),
  );
});

test('takes one byte for each character, whatever the text was made of', () => {
  const wide = '— a text with a dash —'.replace(/—/g, '-');
  const bytes = (text: string): number => serialize(text).length;
  expect(bytes(wide)).toBeGreaterThan(2 * wide.length);
  expect(bytes(narrowText(wide))).toBeLessThan(2 * wide.length);
});
