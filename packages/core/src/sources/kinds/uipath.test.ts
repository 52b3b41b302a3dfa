import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../kernel/secret.ts';
import { uipathKind } from './uipath.ts';

describe('the signature of UiPath', () => {
  const secrets = [{ id: 's1', secret: new Secret('1234567890') }];
  const body = Buffer.from('{"Type":"ping","EventId":"1"}');
  const base64 = 'GDR16PJpirbHLr467NtLvUfHASOflf+JhJgK5ME+Xnc=';
  const hex = Buffer.from(base64, 'base64').toString('hex');

  it.each([
    ['Base64', base64, 'base64'],
    ['Base64 behind a prefix', `sha256=${base64}`, 'sha256=base64'],
    ['hex behind a prefix', `sha256=${hex}`, 'sha256=hex'],
    ['hex in capitals', `SHA256=${hex.toUpperCase()}`, 'sha256=hex'],
    ['Base64 with white space around', ` ${base64} `, 'base64'],
  ])('is accepted as %s, and the form is told', (_what, signature, form) => {
    const request = { headers: { 'x-uipath-signature': [signature] }, body };
    expect(uipathKind.verify(request, secrets, 0)).toEqual({ ok: true, secretId: 's1', form });
  });

  it.each([
    ['hex without a prefix', hex],
    ['half a hex', `sha256=${hex.slice(0, 63)}`],
    ['Base64 without its padding', base64.slice(0, -1)],
    ['URL-safe Base64', base64.replace('+', '-')],
    ['a prefix alone', 'sha256='],
    ['another algorithm', `sha1=${hex}`],
  ])('is garbled as %s', (_what, signature) => {
    const request = { headers: { 'x-uipath-signature': [signature] }, body };
    expect(uipathKind.verify(request, secrets, 0)).toEqual({ ok: false, reason: 'signature-malformed' });
  });

  it('is over the raw bytes: the same JSON with one space more does not fit', () => {
    const request = {
      headers: { 'x-uipath-signature': [base64] },
      body: Buffer.from('{"Type": "ping","EventId":"1"}'),
    };
    expect(uipathKind.verify(request, secrets, 0)).toEqual({ ok: false, reason: 'signature-wrong' });
  });

  it('takes the secret as UTF-8', () => {
    const secret = 'clé secrète';
    const signature = createHmac('sha256', Buffer.from(secret, 'utf8')).update(body).digest('base64');
    const request = { headers: { 'x-uipath-signature': [signature] }, body };
    const verification = uipathKind.verify(request, [{ id: 's2', secret: new Secret(secret) }], 0);
    expect(verification).toMatchObject({ ok: true });
  });
});
