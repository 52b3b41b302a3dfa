import { describe, expect, it } from 'vitest';
import { Secret } from '../../kernel/secret.ts';
import type { ParsedReport } from '../source-kind.ts';
import { genericKind } from './generic.ts';

const TOKEN = 'u7-4xYbq.9_~+/Zt0123456789abcdef==';
const secrets = [{ id: 's1', secret: new Secret(TOKEN) }];

function verify(...values: string[]) {
  return genericKind.verify({ headers: { authorization: values }, body: new Uint8Array() }, secrets, 0);
}

function parse(body: string, headers: Record<string, readonly string[]> = {}): ParsedReport {
  return genericKind.parse({ headers, body: Buffer.from(body) }, 0);
}

describe('a Bearer token', () => {
  it.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`, `BEARER   ${TOKEN}`])('fits as %s', (value) => {
    expect(verify(value)).toEqual({ ok: true, secretId: 's1', form: 'bearer' });
  });

  it.each([
    ['in other case', `Bearer ${TOKEN.toUpperCase()}`, 'signature-wrong'],
    ['cut short', `Bearer ${TOKEN.slice(0, -3)}`, 'signature-wrong'],
    ['of the same length', `Bearer ${'x'.repeat(TOKEN.length)}`, 'signature-wrong'],
    ['as Basic', `Basic ${TOKEN}`, 'signature-malformed'],
    ['alone', TOKEN, 'signature-malformed'],
    ['missing', 'Bearer', 'signature-malformed'],
    ['with a second word', `Bearer ${TOKEN} ${TOKEN}`, 'signature-malformed'],
    ['in quotes', `Bearer "${TOKEN}"`, 'signature-malformed'],
  ])('does not fit %s', (_what, value, reason) => {
    expect(verify(value)).toEqual({ ok: false, reason });
  });
});

describe('the name of a generic report', () => {
  it('is its id, else its idempotency key, else its bytes', () => {
    const header = { 'idempotency-key': ['key-7'] };
    expect(parse('{"type":"a.b","id":"r1"}', header).dedupeKey).toBe('id:r1');
    expect(parse('{"type":"a.b","id":12}', header).dedupeKey).toBe('id:12');
    expect(parse('{"type":"a.b"}', header).dedupeKey).toBe('id:key-7');
    expect(parse('{"type":"a.b","id":""}', { 'idempotency-key': [''] }).dedupeKey).toMatch(/^body-sha256:/);
  });

  it('is the same for the same bytes and another for a byte more', () => {
    expect(parse('{"type":"a.b"}').dedupeKey).toBe(parse('{"type":"a.b"}').dedupeKey);
    expect(parse('{"type":"a.b"} ').dedupeKey).not.toBe(parse('{"type":"a.b"}').dedupeKey);
  });

  it('is its bytes when its id is a number that JavaScript cannot tell from its neighbour', () => {
    const [one, next] = ['1234567890123456789', '1234567890123456790'].map((id) =>
      parse(`{"type":"a.b","id":${id}}`),
    );
    expect(one?.dedupeKey).toMatch(/^body-sha256:/);
    expect(next?.dedupeKey).not.toBe(one?.dedupeKey);
  });

  it('is kept for a body that cannot be read', () => {
    expect(parse('{', { 'idempotency-key': ['key-7'] })).toMatchObject({
      kind: 'quarantine',
      dedupeKey: 'id:key-7',
    });
  });
});
