import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSecretHunt } from './secret-hunt.ts';

const SECRET = 'c4n "ary&of+a/pass<w0rd>=é-7Qx';

/** Every way in which a careless or a hostile program has been seen to tell a secret. */
const LEAKS: Readonly<Record<string, (secret: string) => string | Uint8Array>> = {
  'as it is': (secret) => `password is ${secret}.`,
  'cut off': (secret) => secret.slice(0, 18),
  'its end': (secret) => secret.slice(-18),
  'from its middle': (secret) => secret.slice(5, 24),
  reversed: (secret) => `x${Array.from(secret).reverse().join('')}x`,
  'the start of it reversed': (secret) => Array.from(secret.slice(0, 20)).reverse().join(''),
  base64: (secret) => Buffer.from(secret).toString('base64'),
  'AUTH PLAIN': (secret) => Buffer.from(`\0robots\0${secret}`).toString('base64'),
  'AUTH PLAIN of a longer name': (secret) => Buffer.from(`\0robots1\0${secret}`).toString('base64'),
  'AUTH PLAIN of a yet longer name': (secret) => Buffer.from(`\0robots12\0${secret}!`).toString('base64'),
  base64url: (secret) => Buffer.from(`>>${secret}`).toString('base64url'),
  'base64 of UTF-16, as NTLM has it': (secret) => Buffer.from(secret, 'utf16le').toString('base64'),
  'base64 in lines': (secret) =>
    Buffer.from(secret)
      .toString('base64')
      .match(/.{1,20}/g)!
      .join('\r\n'),
  hexadecimal: (secret) => Buffer.from(secret).toString('hex'),
  'capital hexadecimal': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'URL-encoded': (secret) => `?p=${encodeURIComponent(secret)}`,
  'form-encoded': (secret) => new URLSearchParams({ p: secret }).toString(),
  JSON: (secret) => JSON.stringify({ secret }),
  'JSON in JSON': (secret) => JSON.stringify({ body: JSON.stringify({ secret }) }),
  HTML: (secret) =>
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('>', '&gt;'),
  'quoted-printable, broken': (secret) => `${secret.slice(0, 14)}=\r\n${secret.slice(14)}`,
  'bytes of a file': (secret) => Buffer.concat([randomBytes(40), Buffer.from(secret), randomBytes(40)]),
};

describe('a hunt for secrets', () => {
  it.each(Object.entries(LEAKS))('finds one: %s', (_how, leak) => {
    const hunt = createSecretHunt();
    hunt.plant('password', SECRET);
    expect(hunt.look('a log', leak(SECRET))).toMatchObject([{ secret: 'password', where: 'a log' }]);
  });

  it('finds any line of a key, and not the frame that all keys have', () => {
    const hunt = createSecretHunt();
    const lines = Array.from({ length: 3 }, () => randomBytes(48).toString('base64'));
    const frame = ['-----BEGIN PRIVATE KEY-----', '-----END PRIVATE KEY-----'];
    hunt.plant('key', [frame[0], ...lines, frame[1]].join('\n'));
    for (const line of lines) expect(hunt.look('x', `…${line}…`)).toMatchObject([{ form: 'plain' }]);
    expect(hunt.look('x', frame.join('\n'))).toEqual([]);
  });

  it('says what stands around it', () => {
    const hunt = createSecretHunt();
    hunt.plant('password', SECRET);
    expect(hunt.look('x', `535 you said ${SECRET}`)[0]?.around).toContain('you said');
  });

  it('finds nothing in what tells nothing', () => {
    const hunt = createSecretHunt();
    hunt.plant('password', SECRET);
    expect(hunt.look('x', randomBytes(100_000))).toEqual([]);
    expect(hunt.look('x', 'smtp-password is set, user robots')).toEqual([]);
    expect(hunt.planted).toEqual(['password']);
  });

  it('takes no secret that ordinary text could hold', () => {
    expect(() => createSecretHunt().plant('password', 'hunter2')).toThrow('too short');
  });
});
