import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { signRequest } from '../../../test/fixtures/sign-request.ts';
import { MINUTE } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { Secret } from '../../kernel/secret.ts';
import type { WebhookRequest } from '../source-kind.ts';
import { standardKind } from './standard.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW = Date.UTC(2026, 2, 9, 14);
const secrets = [{ id: 's1', secret: new Secret(SECRET) }];
const body = '{"type":"robot.alert"}';

function signed(overrides: Record<string, readonly string[]> = {}, now = NOW): WebhookRequest {
  const request = signRequest('standard', { secret: new Secret(SECRET), body, now });
  return { ...request, headers: { ...request.headers, ...overrides } };
}

function header(request: WebhookRequest, name: string): string {
  return request.headers[name]?.[0] ?? '';
}

describe('the signature of Standard Webhooks', () => {
  it('is the one that the reference implementation makes, for any id, time and text', () => {
    const ids = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
    const times = fc.date({ min: new Date(0), max: new Date(NOW), noInvalidDate: true });
    fc.assert(
      fc.property(ids, times, fc.string({ unit: 'grapheme' }), (id, time, payload) => {
        const request = {
          headers: {
            'webhook-id': [id],
            'webhook-timestamp': [String(Math.floor(time.getTime() / 1_000))],
            'webhook-signature': [new Webhook(SECRET).sign(id, time, payload)],
          },
          body: Buffer.from(payload),
        };
        expect(standardKind.verify(request, secrets, time.getTime())).toMatchObject({ ok: true, form: 'v1' });
      }),
    );
  });

  it('signs with our new secrets what the reference implementation accepts', () => {
    const secret = standardKind.newSecret((bytes) => new Uint8Array(bytes).fill(7));
    const reference = new Webhook(secret.expose());
    const now = Date.now();
    const { headers } = signRequest('standard', { secret, body, now });
    const single = Object.fromEntries(Object.entries(headers).map(([name, [value = '']]) => [name, value]));
    expect(reference.verify(body, single)).toEqual({ type: 'robot.alert' });
  });

  it.each([
    ['five minutes old', -5 * MINUTE, true],
    ['five minutes ahead', 5 * MINUTE, true],
    ['a second more than five minutes old', -5 * MINUTE - 1_000, false],
    ['a second more than five minutes ahead', 5 * MINUTE + 1_000, false],
  ])('%s', (_what, offset, ok) => {
    const verification = standardKind.verify(signed({}, NOW + offset), secrets, NOW);
    expect(verification).toMatchObject(ok ? { ok } : { ok, reason: 'timestamp-outside' });
  });

  it('says "wrong" and not "outside" when somebody guesses with an old time', () => {
    const old = signed({}, NOW - 60 * MINUTE);
    const request = {
      ...old,
      headers: { ...old.headers, 'webhook-signature': [`v1,${'A'.repeat(43)}=`] },
    };
    expect(standardKind.verify(request, secrets, NOW)).toEqual({ ok: false, reason: 'signature-wrong' });
  });

  it('may be one of several, of which other versions are passed over', () => {
    const own = header(signed(), 'webhook-signature');
    const others = `v1a,c29tZXRoaW5n v2,eA== v1,${'A'.repeat(43)}= ${own}`;
    expect(standardKind.verify(signed({ 'webhook-signature': [others] }), secrets, NOW).ok).toBe(true);
  });

  it.each([
    ['only other versions', 'v1a,c29tZXRoaW5n', 'signature-malformed'],
    ['no version', 'K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=', 'signature-malformed'],
    ['hex', `v1,${'ab'.repeat(32)}`, 'signature-malformed'],
    ['nothing but the version', 'v1,', 'signature-malformed'],
  ])('is refused as %s', (_what, signature, reason) => {
    const request = signed({ 'webhook-signature': [signature] });
    expect(standardKind.verify(request, secrets, NOW)).toEqual({ ok: false, reason });
  });

  it.each(['webhook-id', 'webhook-timestamp'])('needs the header %s exactly once', (name) => {
    const value = header(signed(), name);
    expect(standardKind.verify(signed({ [name]: [] }), secrets, NOW)).toMatchObject({
      reason: 'signature-missing',
    });
    expect(standardKind.verify(signed({ [name]: [value, value] }), secrets, NOW)).toMatchObject({
      reason: 'signature-doubled',
    });
    expect(standardKind.verify(signed({ [name]: ['1'] }), secrets, NOW)).toMatchObject({ ok: false });
  });

  it.each(['now', '1.5e9', '-1', '0x5f', '2026-03-09T14:00:00Z'])(
    'takes %j for no timestamp',
    (timestamp) => {
      expect(standardKind.verify(signed({ 'webhook-timestamp': [timestamp] }), secrets, NOW)).toEqual({
        ok: false,
        reason: 'signature-malformed',
      });
    },
  );
});

describe('a secret of Standard Webhooks', () => {
  it.each([
    ['no prefix', SECRET.slice(6)],
    ['a key of 23 bytes', `whsec_${Buffer.alloc(23, 1).toString('base64')}`],
    ['a key of 65 bytes', `whsec_${Buffer.alloc(65, 1).toString('base64')}`],
    ['another alphabet', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS_'],
    ['white space', `${SECRET} `],
  ])('is refused with %s', (_what, text) => {
    expect(() => standardKind.acceptSecret(new Secret(text))).toThrow(AppError);
  });

  it('is accepted as a sender shows it', () => {
    expect(standardKind.acceptSecret(new Secret(SECRET)).expose()).toBe(SECRET);
  });
});

describe('the name of a report of Standard Webhooks', () => {
  it('is its webhook-id, whatever the body says', () => {
    const request = { headers: { 'webhook-id': ['msg_1'] }, body: Buffer.from('{"type":"a.b","id":"x"}') };
    expect(standardKind.parse(request, NOW)).toMatchObject({
      kind: 'events',
      dedupeKey: 'id:msg_1',
      events: [{ senderEventId: 'msg_1' }],
    });
  });
});
