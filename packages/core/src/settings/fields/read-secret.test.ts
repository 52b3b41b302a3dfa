import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../kernel/secret.ts';
import { makeServiceAccountKey } from '../../testing/make-service-account-key.ts';
import { readSecret } from './read-secret.ts';
import { readServiceAccountKey } from './service-account-key.ts';

const FILE = makeServiceAccountKey().key.expose();

function changed(change: Readonly<Record<string, unknown>>): Secret {
  return new Secret(JSON.stringify({ ...(JSON.parse(FILE) as object), ...change }));
}

describe('the key file of a service account', () => {
  it('is kept on one line, with what signing takes and nothing else', () => {
    const read = readSecret(new Secret(`${FILE}\n`), 'service-account-key');
    const kept = read.ok ? read.secret.expose() : '';
    expect(kept).not.toMatch(/\p{Cc}/u);
    expect(Object.keys(JSON.parse(kept) as object)).toEqual([
      'type',
      'private_key_id',
      'private_key',
      'client_email',
      'token_uri',
    ]);
    expect(readServiceAccountKey(kept)).toMatchObject({
      ok: true,
      key: { clientEmail: 'robot@project.iam.gserviceaccount.com', privateKeyId: 'key-1' },
      oneLine: kept,
    });
  });

  it.each([
    ['text', new Secret('hunter2 hunter2'), 'not-json'],
    ['a list', new Secret('[1]'), 'not-json'],
    ['a file cut in the middle', new Secret(FILE.slice(0, 900)), 'not-json'],
    ['the file of an application', new Secret('{"installed":{"client_id":"c"}}'), 'not-a-service-account'],
    ['credentials of a person', changed({ type: 'authorized_user' }), 'not-a-service-account'],
    ['a file without client_email', changed({ client_email: undefined }), 'key-incomplete'],
    ['a file with a number for a name', changed({ client_email: 7 }), 'key-incomplete'],
    ['a file with a token_uri that is none', changed({ token_uri: 'token' }), 'key-incomplete'],
    ['a broken key', changed({ private_key: 'MIIE' }), 'private-key-unreadable'],
    [
      'a key that Google does not sign with',
      changed({
        private_key: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
      }),
      'private-key-unreadable',
    ],
    ['stars', new Secret('****'), 'masked'],
    ['nothing', new Secret(''), 'empty'],
    ['more than a key can be', changed({ private_key: 'x'.repeat(9_000) }), 'too-long'],
  ])('is refused by what is wrong with it: %s', (_what, secret, fault) => {
    expect(readSecret(secret, 'service-account-key')).toEqual({ ok: false, fault });
  });

  it('does not pass for a password, nor has to be one line to be looked at', () => {
    expect(readSecret(new Secret(FILE), 'line')).toEqual({ ok: false, fault: 'control-character' });
  });
});
