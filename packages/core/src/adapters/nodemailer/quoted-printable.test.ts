import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { createQuotedPrintable } from './quoted-printable.ts';

const piece = fc.oneof(
  fc.constantFrom(
    '\r\n',
    '\n',
    '\r',
    ' ',
    '\t',
    '=',
    '.',
    '=3D',
    'é',
    '漢',
    '😀',
    '\0',
    '\u2028',
    '-'.repeat(74),
  ),
  fc.string({ unit: 'binary', maxLength: 90 }),
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

async function decoded(encoded: string): Promise<string> {
  const head =
    'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Disposition: attachment\r\n';
  const { attachments } = await simpleParser(Buffer.from(`${head}\r\n${encoded}`, 'latin1'));
  return attachments[0]?.content.toString('utf8') ?? '';
}

describe('quoted-printable', () => {
  test('gives the text back, with CRLF for every kind of line end', async () => {
    const quotedPrintable = createQuotedPrintable();
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        const written = `begin ${given} end`;
        expect(await decoded(quotedPrintable(written))).toBe(
          written.toWellFormed().replace(/\r\n|\r|\n/g, '\r\n'),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('has lines of at most 76 printable ASCII characters that end in no white space', () => {
    const quotedPrintable = createQuotedPrintable();
    fc.assert(
      fc.property(text, (given) => {
        for (const line of quotedPrintable(given).split('\r\n'))
          expect(line).toMatch(/^([\t\x20-\x7e]{0,75}[\x21-\x7e])?$/);
      }),
      { numRuns: 300 },
    );
  });

  test('encodes a line that it remembers as it did the first time, also after thousands of others', () => {
    const quotedPrintable = createQuotedPrintable();
    const lines = Array.from(
      { length: 2_500 },
      (_, number) => `line ${String(number)} é = ${' '.repeat(number % 90)}`,
    );
    const first = lines.map((line) => quotedPrintable(line));
    const fresh = lines.map((line) => createQuotedPrintable()(line));
    expect(first).toEqual(fresh);
    expect(lines.toReversed().map((line) => quotedPrintable(line))).toEqual(fresh.toReversed());
    expect(quotedPrintable(lines.join('\n'))).toBe(fresh.join('\r\n'));
  });
});
