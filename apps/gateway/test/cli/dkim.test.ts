import { startDnsStandIn, startSmtpSink } from '@postern/core/testing';
import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCliHouse } from './cli-house.ts';

interface Key {
  readonly record: { readonly name: string; readonly value: string };
}

const AT = ['acme.example', '--host'];

describe('postern dkim', () => {
  it('goes from a new key over its record to a signed mail', async () => {
    const sink = await startSmtpSink();
    onTestFinished(() => sink.close());
    const house = await openCliHouse();
    const added = await house.postern(['dkim', 'add', ...AT, '--json']);
    expect(added.code).toBe(0);
    const { record } = added.json() as Key;
    expect(record.name).toBe('postern._domainkey.acme.example');
    const shown = await house.postern(['dkim', 'record', ...AT]);
    expect(shown.out).toContain(record.value);
    for (const [, text = ''] of shown.out.matchAll(/"([^"]+)"/g))
      expect(text.length).toBeLessThanOrEqual(255);

    const nowhere = await startDnsStandIn({});
    const published = await startDnsStandIn({ [record.name]: { txt: [record.value] } });
    onTestFinished(() => nowhere.close());
    onTestFinished(() => published.close());
    const before = { environment: { POSTERN_DNS_SERVERS: nowhere.server } };
    const after = { environment: { POSTERN_DNS_SERVERS: published.server } };
    const early = await house.postern(['dkim', 'enable', ...AT], before);
    expect(early).toMatchObject({ code: 2 });
    expect(early.out).toContain('DNS has no key there yet');
    expect((await house.postern(['dkim', 'check', ...AT], after)).code).toBe(0);
    expect((await house.postern(['dkim', 'enable', ...AT], after)).code).toBe(0);
    expect((await house.postern(['dkim', 'list', '--host'])).out).toContain('signs');

    const set = ['smtp-host=127.0.0.1', `smtp-port=${String(sink.port)}`, 'secure-connection=off'];
    const from = 'default-from-address=robots@acme.example';
    await house.postern(['settings', 'set', '--host', ...set, 'use-default-credentials=on', from]);
    const test = await house.postern(['settings', 'test', '--host', '--to', 'me@acme.example']);
    expect(test.code).toBe(0);
    expect(sink.mails.at(-1)?.raw.toString()).toMatch(/^DKIM-Signature: .*\bd=acme\.example;/s);

    expect((await house.postern(['dkim', 'disable', ...AT])).code).toBe(0);
    await house.postern(['settings', 'test', '--host', '--to', 'me@acme.example']);
    expect(sink.mails.at(-1)?.raw.toString()).not.toContain('DKIM-Signature');
    const audit = (await house.postern(['audit', '--json'])).json() as { items: { action: string }[] };
    expect(audit.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['dkim.added', 'dkim.enabled', 'dkim.disabled']),
    );
  });

  it('takes a key from a file, seals it, rotates it, and prints nothing of it', async () => {
    const house = await openCliHouse();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const path = join(house.folder, 'own.pem');
    await writeFile(path, pem);
    const taken = await house.postern(['dkim', 'add', ...AT, '--key-file', path]);
    expect(taken.code).toBe(0);
    expect(taken.out).toContain(`postern dkim enable ${AT.join(' ')}`);
    expect((await house.postern(['dkim', 'enable', ...AT, '--anyway'])).code).toBe(0);
    const rotated = await house.postern(['keys', 'rotate', '--json']);
    expect(rotated.json()).toMatchObject({ total: 1, done: 1, broken: 0 });
    expect((await house.postern(['dkim', 'remove', ...AT])).code).toBe(0);
    expect((await house.postern(['dkim', 'remove', ...AT])).code).toBe(1);

    const database = await readFile(join(house.folder, 'postern.db'), 'latin1');
    const lines = pem.split('\n').slice(1, -2);
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) {
      expect(house.printed()).not.toContain(line);
      expect(database).not.toContain(line);
    }
  });

  it.each([
    ['a file that is not there', null],
    ['what is no key', 'hunter2-secret'],
    [
      'a key of a passphrase',
      generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
      }).privateKey,
    ],
    ['a file that is too large', 'x'.repeat(100_000)],
  ])('refuses %s, and quotes nothing of it', async (_what, content) => {
    const house = await openCliHouse();
    const path = join(house.folder, 'key.pem');
    if (content !== null) await writeFile(path, content);
    const added = await house.postern(['dkim', 'add', ...AT, '--key-file', path]);
    expect(added.code).toBe(1);
    expect(added.err).not.toContain(content?.slice(0, 14) ?? 'undefined');
  });
});
