import { AppError } from '@postern/core';
import { InvalidArgumentError } from 'commander';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDuration } from '../src/cli/read-duration.ts';
import { readLimit } from '../src/cli/read-limit.ts';
import { parseDocument } from '../src/cli/settings/parse-document.ts';
import { readAssignments } from '../src/cli/settings/read-assignments.ts';

const letter = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
const textOf = (...parts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...parts) }, letter), { maxLength: 25 })
    .map((found) => found.join(''));

/** What it gives, or how it refuses: never an error that nobody wrote. */
function outcome<T>(read: () => T): T | 'refused' {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError || error instanceof InvalidArgumentError) {
      expect(error.message).not.toBe('');
      return 'refused';
    }
    throw error;
  }
}

describe('the command line', () => {
  it('reads a length of time that is one, or refuses', () => {
    fc.assert(
      fc.property(textOf('1', '90', 'm', 'h', 'd', ' ', '-', '.'), (text) => {
        const read = outcome(() => readDuration(text));
        if (read !== 'refused') expect(Number.isSafeInteger(read)).toBe(true);
      }),
    );
  });

  it('reads a limit that is one, or refuses', () => {
    fc.assert(
      fc.property(textOf('20', '/s', '/min', 'none', 'default', '0', '-', ' '), (text) => {
        const read = outcome(() => readLimit(text));
        if (read !== 'refused' && read !== null) expect(Number.isSafeInteger(read) && read >= 0).toBe(true);
      }),
    );
  });

  it('takes no secret from an argument, and repeats none when it refuses', () => {
    const word = textOf('smtp-host', 'smtp-password', '=', '-', '@', 'env:X', 'file:/x', '__proto__');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const read = outcome(() => readAssignments(words));
        if (read === 'refused') return;
        expect(read.set['smtpPassword'] ?? { reference: '' }).toHaveProperty('reference');
      }),
    );
    fc.assert(
      fc.property(fc.uuid(), (secret) => {
        expect(() => readAssignments([`smtp-password=${secret}`])).toThrow(
          expect.objectContaining({ message: expect.not.stringContaining(secret) as string }) as Error,
        );
      }),
    );
  });

  it('reads a configuration of another product, or says where it breaks off; and nothing of it reaches a prototype', () => {
    const text = textOf(
      '{',
      '}',
      '[',
      ']',
      '\n',
      ': ',
      'a',
      '__proto__',
      'constructor.prototype',
      '=',
      '- ',
      '&x ',
      '*x',
      '"',
      '!!js',
      '---',
      '  ',
    );
    const own = Object.getOwnPropertyNames(Object.prototype).length;
    fc.assert(
      fc.property(text, (document) => {
        outcome(() => parseDocument(document));
        expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(own);
        expect(({} as Record<string, unknown>)['a']).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not unfold a document that multiplies itself', () => {
    const levels = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
    for (let at = 1; at < 9; at += 1) {
      const [name, before] = ['abcdefghi'.charAt(at), 'abcdefghi'.charAt(at - 1)];
      levels.push(`${name}: &${name} [${Array<string>(10).fill(`*${before}`).join(',')}]`);
    }
    expect(() => parseDocument(levels.join('\n'))).toThrow(AppError);
  });
});
