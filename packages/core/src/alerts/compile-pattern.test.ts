import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern, foldText } from './compile-pattern.ts';

function fits(pattern: string, text: string): boolean {
  return compilePattern(pattern)(foldText(text));
}

describe('compilePattern', () => {
  it.each([
    ['job.faulted', 'job.faulted'],
    ['JOB.Faulted', 'job.faulted'],
    ['job.*', 'job.faulted'],
    ['*.faulted', 'job.faulted'],
    ['*', ''],
    ['**', 'anything'],
    ['*voice*', 'Invoice_Intake'],
    ['In*_*ke', 'Invoice_Intake'],
    ['É*', 'e\u0301tat'],
    ['a.b(c)[d]+?', 'A.B(C)[D]+?'],
  ])('%s fits %s', (pattern, text) => {
    expect(fits(pattern, text)).toBe(true);
  });

  it.each([
    ['job.faulted', 'job.faulted2'],
    ['job.*', 'jobs.faulted'],
    ['a.c', 'abc'],
    ['ab*ba', 'aba'],
    ['*a*b*', 'ba'],
    ['', 'a'],
    ['a*b', 'ac'],
  ])('%s does not fit %s', (pattern, text) => {
    expect(fits(pattern, text)).toBe(false);
  });

  it('agrees with a regular expression on short words', () => {
    const letters = fc.constantFrom('a', 'b', '*');
    const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 6 }), word, (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll(/\*+/g, '[ab]*')}$`);
        expect(fits(pattern, text)).toBe(expression.test(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('answers a pattern that would hang a backtracking matcher', () => {
    expect(fits(`${'*a'.repeat(90)}b`, 'a'.repeat(16_384))).toBe(false);
  });
});
