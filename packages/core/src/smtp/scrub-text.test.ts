import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../kernel/secret.ts';
import { scrubText, TEXT_CAP } from './scrub-text.ts';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

describe('scrubText', () => {
  it('makes one line of a reply and removes what moves a cursor or reorders text', () => {
    expect(scrubText('550 a\r\nb\u001b[31mc\u202Ed\u2028e')).toBe('550 a b [31mc d e');
  });

  it('caps the length', () => {
    expect(scrubText('x'.repeat(10_000))).toHaveLength(TEXT_CAP);
  });

  it('leaves a usual reply alone, queue ids included', () => {
    const reply =
      '535-5.7.8 Username and Password not accepted. https://support.google.com/mail/?p=BadCredentials a640c23a62f3a-ab6e7d6c8d2sm61712466b.17 - gsmtp';
    const hidden = {
      secrets: [new Secret('correct horse battery')],
      identities: ['robots@platform.example'],
    };
    expect(scrubText(reply, hidden)).toBe(reply);
  });

  it.each([
    ['in clear', 'no: hunter2-secret'],
    ['as an AUTH PLAIN string', `no: ${base64('\0robots\0hunter2-secret')}`],
    ['as an AUTH LOGIN answer', `no: ${base64('hunter2-secret')}`],
    ['as a cut-off AUTH PLAIN string', `no: ${base64('\0robots\0hunter2-secret').slice(0, 24)}`],
    ['as an XOAUTH2 string', `no: ${base64('user=robots\x01auth=Bearer hunter2-secret\x01\x01')}`],
    ['as a form value', `no: client_secret=${encodeURIComponent('hunter2-secret')}`],
    ['from its end', `no: ${Array.from('hunter2-secret').reverse().join('')}`],
    ['in hexadecimal', `no: ${Buffer.from('hunter2-secret').toString('hex')}`],
    ['cut off', 'no: hunter2-sec'],
    ['as the user name of a CRAM-MD5 answer', `no: ${base64('robots@platform 9f2e00d1c4')}`],
  ])('removes what a server echoes %s', (_how, text) => {
    const hidden = { secrets: [new Secret('hunter2-secret')], identities: ['robots@platform'] };
    const safe = scrubText(text, hidden);
    expect(safe).toContain('[removed]');
    expect(safe).not.toContain('hunter2');
    expect(safe).not.toContain(base64('hunter2-secret').slice(0, 12));
  });

  it.each([
    ['JSON', (secret: string) => JSON.stringify({ secret })],
    ['a form', (secret: string) => new URLSearchParams({ secret }).toString()],
    ['a page', (secret: string) => secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  ])('removes a secret that %s had to change', (_how, write) => {
    const hidden = { secrets: [new Secret('a"b&c d+e')] };
    expect(scrubText(`no: ${write('a"b&c d+e')}`, hidden)).not.toMatch(/b&|b%26|c d|d%2B/);
  });

  it('leaves the public parts of a key file readable', () => {
    const file = JSON.stringify({ private_key: 'x', token_uri: 'https://oauth2.googleapis.com/token' });
    const text = 'No answer from https://oauth2.googleapis.com/token in time.';
    expect(scrubText(text, { secrets: [new Secret(file)] })).toBe(text);
  });

  it('finds a telling piece of a secret wherever it was cut, and wherever it stands', () => {
    const word = fc.stringMatching(/^[a-z0-9]{0,20}$/);
    const secret = fc.stringMatching(/^[A-Z]{32,60}$/);
    fc.assert(
      fc.property(word, secret, fc.nat(), word, (before, value, cut, after) => {
        const from = cut % (value.length - 15);
        const piece = value.slice(from, from + 16);
        const safe = scrubText(`${before}${piece}${after}`, { secrets: [new Secret(value)] });
        expect(safe).not.toContain(piece);
        expect(safe.startsWith(before.trim())).toBe(true);
        expect(safe.endsWith(after.trim())).toBe(true);
      }),
    );
  });

  it('never lets a secret through, in clear or in base64 at any alignment', () => {
    const text = fc.string({ maxLength: 30 });
    const secret = fc.string({ minLength: 4, maxLength: 40 }).filter((value) => value.trim() === value);
    fc.assert(
      fc.property(text, secret, text, (before, value, after) => {
        const hidden = { secrets: [new Secret(value)] };
        const inClear = scrubText(`${before}${value}${after}`, hidden).replaceAll('[removed]', '\0');
        const encoded = scrubText(`x ${base64(`${before}${value}${after}`)} y`, hidden).replaceAll(
          '[removed]',
          '\0',
        );
        expect(inClear).not.toContain(value);
        expect(encoded).not.toContain(base64(`${before}${value}${after}`));
      }),
    );
  });
});
