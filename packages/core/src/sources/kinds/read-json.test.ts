import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from './json-fault.ts';
import { readJson, readJsonText } from './read-json.ts';

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function nested(depth: number): string {
  return '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2);
}

describe('readJson', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    expect(readJson(bytes('{"name":"Ünïcode"}'))).toEqual({ ok: true, value: { name: 'Ünïcode' } });
    expect(readJson(bytes('\ufeff{"a":1}'))).toEqual({ ok: true, value: { a: 1 } });
  });

  it('says where a body stops being UTF-8', () => {
    const body = Uint8Array.of(...bytes('{"a":"é'), 0xff, 0x22, 0x7d);
    expect(readJson(body)).toEqual({
      ok: false,
      reason: 'not-json',
      explanation: 'The body is not UTF-8: byte 9 does not belong there.',
    });
  });

  it('does not take UTF-16 or a cut character for text', () => {
    expect(readJson(new Uint8Array(Buffer.from('\ufeff{"a":1}', 'utf16le')))).toMatchObject({ ok: false });
    expect(readJson(bytes('"é"').subarray(0, 2))).toMatchObject({ ok: false, reason: 'not-json' });
  });

  it.each([
    ['nothing', '', 'The text ends where a value was expected: line 1, column 1.'],
    [
      'an object cut short',
      '{\n  "a": 1',
      'The text ends where "," or the closing bracket was expected: line 2, column 9.',
    ],
    ['a missing value', '{\n  "a": ,\n}', 'Here a value was expected: line 2, column 8.'],
    ['a trailing comma', '[1,]', 'Here a value was expected: line 1, column 4.'],
    ['a name without quotes', '{a:1}', 'Here a name in quotes or "}" was expected: line 1, column 2.'],
    ['a missing colon', '{"a" 1}', 'Here ":" was expected: line 1, column 6.'],
    ['text behind the end', '{} x', 'Here nothing more was expected: line 1, column 4.'],
    ['an open text', '["abc', 'A text is not closed by a quote: line 1, column 2.'],
    [
      'a bare line end in a text',
      '["a\nb"]',
      'A text has a bare line end or control character: line 1, column 4.',
    ],
    ['an unknown escape', '["a\\x"]', 'A text has an unknown escape: line 1, column 4.'],
    [
      'a number with a leading zero',
      '[01]',
      'Here "," or the closing bracket was expected: line 1, column 3.',
    ],
    ['form data', 'payload=%7B%7D', 'Here a value was expected: line 1, column 1.'],
    ['NaN', '[NaN]', 'Here a value or "]" was expected: line 1, column 2.'],
    ['brackets crossed', '[1}', 'Here "," or the closing bracket was expected: line 1, column 3.'],
  ])('says what is wrong with %s, and where', (_what, text, explanation) => {
    expect(readJson(bytes(text))).toEqual({ ok: false, reason: 'not-json', explanation });
  });

  it('takes 64 containers within each other, and not one more', () => {
    expect(readJsonText(nested(64))).toMatchObject({ ok: true });
    expect(readJsonText(`[${nested(64)}]`)).toEqual({
      ok: false,
      reason: 'too-deep',
      explanation: 'Objects and lists are nested more than 64 deep: line 1, column 189.',
    });
  });

  it('survives half a million brackets', () => {
    expect(readJson(bytes('['.repeat(500_000)))).toMatchObject({ ok: false, reason: 'too-deep' });
    expect(readJson(bytes('['.repeat(250_000) + ']'.repeat(250_000)))).toMatchObject({ reason: 'too-deep' });
  });

  it.each([
    ['{"Type":"a","Type":"b"}', 'The name "Type" comes twice in one object: line 1, column 13.'],
    ['{"a":{"b":1,"c":[{"x":1,"x":1}]}}', 'The name "x" comes twice in one object: line 1, column 25.'],
    ['{"a":1,"\\u0061":2}', 'The name "a" comes twice in one object: line 1, column 8.'],
    ['{"__proto__":1,"__proto__":2}', 'The name "__proto__" comes twice in one object: line 1, column 16.'],
  ])('does not choose between two meanings: %s', (text, explanation) => {
    expect(readJsonText(text)).toEqual({ ok: false, reason: 'duplicate-keys', explanation });
  });

  it('knows colons and quotes within texts from those without', () => {
    const text = String.raw`{"a:\":\\":"{\"b\":1,\"b\":2}","c":["::",":\\"]}`;
    expect(readJsonText(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  });

  it('gives a __proto__ no power', () => {
    const reading = readJsonText('{"__proto__":{"polluted":true}}');
    expect(reading).toMatchObject({ ok: true });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('reads everything that JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(readJsonText(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  it('finds fault with exactly the texts that JSON.parse refuses, and agrees with itself', () => {
    const marks = Array.from('{}[]:,"\\0-1.eE+ tfn\n\t\u0000é');
    const piece = fc.constantFrom(...marks, 'true', 'null', '"a"', '"\\u00e9"', '{"k":', ',"k":1');
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (candidate) => {
        const fault = findJsonFault(candidate);
        // A name may come twice before the text goes wrong; then that is the first fault.
        if (parses(candidate)) expect(fault?.reason).not.toBe('not-json');
        else expect(fault).not.toBeNull();
        expect(readJsonText(candidate).ok).toBe(fault === null);
      }),
      { numRuns: 3_000 },
    );
  });

  it('never throws for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (body) => {
        expect(typeof readJson(body).ok).toBe('boolean');
      }),
    );
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
