import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terminalSafeJson } from './terminal-safe-json.ts';

describe('JSON for a terminal', () => {
  it('says the same, and commands nothing', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', '\\', '"', '\u007f', '\u009b', '\u202e', '\u2028', '\n', '😀'),
    });
    fc.assert(
      fc.property(fc.dictionary(texts, texts), (value) => {
        const safe = terminalSafeJson(JSON.stringify(value));
        expect(JSON.parse(safe)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(safe).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
      }),
    );
  });

  it('keeps its own line ends', () => {
    expect(terminalSafeJson('{\n  "a": "b"\n}\n')).toBe('{\n  "a": "b"\n}\n');
  });
});
