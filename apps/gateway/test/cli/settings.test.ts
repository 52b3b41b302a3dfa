import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCertificate, makeServiceAccountKey, startSmtpSink } from '@postern/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCliHouse, type CliHouse } from './cli-house.ts';

async function withSink(...options: Parameters<typeof startSmtpSink>) {
  const sink = await startSmtpSink(...options);
  onTestFinished(() => sink.close());
  return sink;
}

/** A host whose relay is `port`, and the organization acme on it. */
async function withRelay(port: number): Promise<CliHouse> {
  const house = await openCliHouse();
  await house.postern(['orgs', 'add', 'acme', '--name', 'Acme SA']);
  const set = await house.postern([...SET_HOST, `smtp-port=${port}`, ...PLAIN, FROM]);
  expect(set).toMatchObject({ code: 0 });
  return house;
}

const SET_HOST = ['settings', 'set', '--host', 'smtp-host=127.0.0.1'];
const PLAIN = ['secure-connection=off', 'use-default-credentials=on'];
const FROM = 'default-from-address=robots@platform.example';

interface View {
  readonly effective: {
    readonly fields: readonly {
      readonly key: string;
      readonly value: unknown;
      readonly origin: string;
      readonly locked: boolean;
      readonly secret: unknown;
    }[];
    readonly gaps: readonly string[];
  };
  readonly draft: { readonly revision: { readonly number: number } } | null;
}

async function fieldOf({ postern }: CliHouse, level: readonly string[], key: string) {
  const view = (await postern(['settings', 'view', ...level, '--json'])).json() as View;
  return view.effective.fields.find((field) => field.key === key);
}

describe('postern audit', () => {
  it('shows a certificate by its beginning, and exports all of it', async () => {
    const { postern, folder } = await openCliHouse();
    const path = join(folder, 'ca.pem');
    await writeFile(path, (await makeCertificate()).ca);
    await postern([
      'settings',
      'set',
      '--host',
      `ca-certificate=@${path}`,
      'smtp-host=one.example',
      '--no-test',
    ]);
    const { out } = await postern(['audit', 'list']);
    expect(out).toMatch(/– → -----BEGIN CERTIFICATE----- [^-;]*… \(\d{3,4} characters\)/);
    expect(out).not.toContain('END CERTIFICATE');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(400);
    expect((await postern(['audit', 'export'])).out).toContain('END CERTIFICATE');
  });
});

describe('postern settings view', () => {
  it('shows a draft in the words that set it, and no certificate in full', async () => {
    const { postern, folder } = await openCliHouse();
    const path = join(folder, 'ca.pem');
    await writeFile(path, (await makeCertificate()).ca);
    const draft = [`ca-certificate=@${path}`, 'secure-connection=on', '--no-test'];
    await postern(['settings', 'set', '--host', 'smtp-host=one.example', FROM, '--no-test']);
    await postern(['settings', 'set', '--host', 'smtp-host=two.example', ...draft]);
    const { out } = await postern(['settings', 'view', '--host']);
    expect(out).toContain('smtp-host=two.example');
    expect(out).toContain('secure-connection=on');
    expect(out).toContain('ca-certificate=set (PEM)');
    expect(out).not.toContain('BEGIN CERTIFICATE');
  });
});

describe('postern settings set', () => {
  it('proves a first connection at once, and an organization inherits it whole', async () => {
    const sink = await withSink();
    const house = await withRelay(sink.port);
    await house.postern(['settings', 'set', '--org', 'acme', 'default-from-display-name=Acme robots']);
    expect(await fieldOf(house, ['--org', 'acme'], 'smtpPort')).toMatchObject({
      value: sink.port,
      origin: 'host',
    });
    expect(await fieldOf(house, ['--org', 'acme'], 'defaultFromDisplayName')).toMatchObject({
      value: 'Acme robots',
      origin: 'organization',
    });
  });

  it('makes a later connection active when its check passes', async () => {
    const [first, second] = [await withSink(), await withSink()];
    const house = await withRelay(first.port);
    const changed = await house.postern(['settings', 'set', '--host', `smtp-port=${second.port}`]);
    expect(changed).toMatchObject({ code: 0 });
    expect(changed.out).toContain('passed its check and is active');
    expect(await fieldOf(house, ['--host'], 'smtpPort')).toMatchObject({ value: second.port });
  });

  it('keeps what works when the check of a later connection fails, says why, and leaves a draft', async () => {
    const sink = await withSink();
    const house = await withRelay(sink.port);
    const gone = await startSmtpSink();
    await gone.close();
    const changed = await house.postern(['settings', 'set', '--host', `smtp-port=${gone.port}`]);
    expect(changed.code).toBe(2);
    expect(changed.err).toContain('connection-refused');
    expect(changed.out).toContain('settings activate --host --anyway');
    expect(await fieldOf(house, ['--host'], 'smtpPort')).toMatchObject({ value: sink.port });
    expect((await house.postern(['settings', 'activate', '--host'])).code).toBe(1);
    expect((await house.postern(['settings', 'activate', '--host', '--anyway'])).code).toBe(0);
    expect(await fieldOf(house, ['--host'], 'smtpPort')).toMatchObject({ value: gone.port });
    const actions = (await house.postern(['audit', '--json'])).json() as { items: { action: string }[] };
    expect(actions.items.map(({ action }) => action)).toContain('settings.activated-anyway');
  });

  it('says why mail waits with a draft that was made active though it cannot be used', async () => {
    const house = await withRelay((await withSink()).port);
    const set = [
      'settings',
      'set',
      '--host',
      '--no-test',
      'authentication=password',
      'use-default-credentials=off',
    ];
    expect((await house.postern(set)).code).toBe(0);
    const { out } = await house.postern(['settings', 'activate', '--host', '--anyway']);
    expect(out).toMatch(/is active\.\nMail of .* waits\. /u);
  });

  it.each([
    ['an unknown field, with the nearest one', ['smtp-prot=25'], 'Did you mean smtp-port?'],
    ['port 0', ['smtp-port=0'], '1 to 65535'],
    ['port 70000', ['smtp-port=70000'], '1 to 65535'],
    ['a port by name', ['smtp-port=smtp'], '1 to 65535'],
    ['a From with a line break', ['default-from-address=a@b.example\r\nBcc: c@d.example'], 'line breaks'],
    ['a From of two mailboxes', ['default-from-address=a@b.example, c@d.example'], 'one address'],
    [
      'contradicting options',
      ['use-default-credentials=on', 'smtp-username=joe', 'smtp-host=a.example'],
      'contradicts',
    ],
    ['a word without a value', ['smtp-port'], 'smtp-port=VALUE'],
    ['the same field twice', ['smtp-port=1', 'smtpPort=2'], 'twice'],
  ])('refuses %s, and changes nothing', async (_what, words, why) => {
    const { postern } = await openCliHouse();
    const refused = await postern(['settings', 'set', '--host', ...words]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(why);
    expect((await postern(['settings', 'history', '--host', '--json'])).json()).toMatchObject({ items: [] });
  });

  it('refuses a lone connection field over an inherited connection, with the way out', async () => {
    const sink = await withSink();
    const { postern } = await withRelay(sink.port);
    const refused = await postern(['settings', 'set', '--org', 'acme', 'smtp-port=2525']);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('inherits');
    expect(refused.err).toContain('smtp-host');
  });
});

describe('secrets on the command line', () => {
  const PASSWORD = 'correct horse battery staple';
  const WITH_USER = [
    'settings',
    'set',
    '--host',
    'smtp-host=mail.example.com',
    'smtp-username=robots',
    FROM,
    '--no-test',
  ];

  it.each([
    ['a file that is read once', (path: string) => ({ words: [`oauth-service-account-key=@${path}`] })],
    [
      'standard input, whole',
      (path: string) => ({
        words: ['--secret-stdin', 'oauth-service-account-key'],
        input: readFileSync(path, 'utf8'),
      }),
    ],
  ])('takes the key file of a service account from %s', async (_from, given) => {
    const house = await openCliHouse();
    const path = join(house.folder, 'key.json');
    const key = makeServiceAccountKey().key.expose();
    await writeFile(path, key);
    const { words, ...around } = { input: '', ...given(path) };
    const account = ['authentication=oauth2', 'oauth-grant=service-account'];
    const saved = await house.postern([...WITH_USER, ...account, ...words], around);
    expect(saved).toMatchObject({ code: 0 });
    expect(await fieldOf(house, ['--host'], 'oauthServiceAccountKey')).toMatchObject({ secret: 'sealed' });
    expect(await fieldOf(house, ['--host'], 'oauthScope')).toMatchObject({
      value: 'https://mail.google.com/',
    });
    expect(house.printed()).not.toContain('PRIVATE KEY');
    await writeFile(path, '{"installed":{}}');
    const refused = await house.postern([...WITH_USER, ...account, `oauth-service-account-key=@${path}`]);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain('not the key of a service account');
    const gone = await house.postern([...WITH_USER, `oauth-service-account-key=@${path}.gone`]);
    expect(gone.err).toContain('cannot be read (ENOENT)');
  });

  it('refuses one as an argument without repeating it', async () => {
    const { postern, printed } = await openCliHouse();
    const refused = await postern([...WITH_USER, `smtp-password=${PASSWORD}`]);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('--password-stdin');
    expect(printed()).not.toContain(PASSWORD);
  });

  it.each([
    ['standard input', ['--password-stdin'], { input: `${PASSWORD}\n` }],
    [
      'standard input, by the name of the field',
      ['--secret-stdin', 'smtp-password'],
      { input: `${PASSWORD}\n` },
    ],
    ['a prompt', ['smtp-password=-'], { typed: PASSWORD }],
  ])('takes one from %s, and never shows it again', async (_what, words, around) => {
    const { postern, printed } = await openCliHouse();
    expect(await postern([...WITH_USER, ...words], around)).toMatchObject({ code: 0 });
    for (const look of [
      ['settings', 'view', '--host'],
      ['settings', 'view', '--host', '--json'],
      ['settings', 'history', '--host', '--json'],
      ['audit', 'export'],
      ['doctor'],
    ]) {
      await postern(look);
    }
    expect(printed()).toContain('set (sealed)');
    expect(printed()).not.toContain(PASSWORD);
  });

  it('takes a new password alone, with no field named beside it', async () => {
    const { postern } = await openCliHouse();
    await postern([...WITH_USER, '--password-stdin'], { input: PASSWORD });
    const alone = ['settings', 'set', '--host', '--no-test'];
    const changed = await postern([...alone, '--password-stdin', '--json'], { input: 'another one' });
    expect(changed).toMatchObject({ code: 0 });
    expect(changed.json()).toMatchObject({ outcome: 'saved' });
    const nothing = await postern(alone);
    expect(nothing.code).toBe(1);
    expect(nothing.err).toContain('smtp-host=');
  });

  it('keeps a reference as one, and shows where it points', async () => {
    const { postern } = await openCliHouse();
    expect(await postern([...WITH_USER, 'smtp-password=env:RELAY_PASSWORD'])).toMatchObject({ code: 0 });
    expect((await postern(['settings', 'view', '--host'])).out).toContain('reference env:RELAY_PASSWORD');
  });

  it('has the password entered again when the server changes', async () => {
    const { postern } = await openCliHouse();
    await postern([...WITH_USER, '--password-stdin'], { input: PASSWORD });
    const refused = await postern([
      'settings',
      'set',
      '--host',
      'smtp-host=elsewhere.example.com',
      '--no-test',
    ]);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('smtp-password');
  });
});

describe('postern settings test', () => {
  it('ends with a real mail, and says what the server called it', async () => {
    const sink = await withSink();
    const { postern } = await withRelay(sink.port);
    const test = await postern(['settings', 'test', '--org', 'acme', '--to', 'me@acme.example']);
    expect(test.code).toBe(0);
    expect(test.out).toContain('accepted a mail to me@acme.example');
    expect(sink.mails).toHaveLength(1);
    for (const stage of ['connect', 'greeting', 'ehlo', 'mail-from', 'rcpt-to', 'data', 'reply']) {
      expect(test.err).toContain(stage);
    }
  });

  it('prints one JSON value with --json, also when it fails', async () => {
    const sink = await withSink();
    const { postern } = await withRelay(sink.port);
    await sink.close();
    const test = await postern(['settings', 'test', '--host', '--json']);
    expect(test.code).toBe(2);
    expect(test.json()).toMatchObject({ outcome: 'failed', verdict: { reason: 'connection-refused' } });
    expect(test.err).toBe('');
  });

  it('says what is missing when there is nothing to test', async () => {
    const { postern } = await openCliHouse();
    const test = await postern(['settings', 'test', '--host']);
    expect(test.code).toBe(2);
    expect(test.out).toContain('smtp-host');
  });
});

describe('postern settings, going back', () => {
  it('rolls back, resets to the host’s values, and restores what was reset', async () => {
    const sink = await withSink();
    const house = await withRelay(sink.port);
    const { postern } = house;
    const name = async () => (await fieldOf(house, ['--org', 'acme'], 'defaultFromDisplayName'))?.value;
    await postern(['settings', 'set', '--org', 'acme', 'default-from-display-name=One']);
    await postern(['settings', 'set', '--org', 'acme', 'default-from-display-name=Two']);
    expect(await postern(['settings', 'rollback', '--org', 'acme', '1'])).toMatchObject({ code: 0 });
    expect(await name()).toBe('One');
    expect(await postern(['settings', 'reset', '--org', 'acme'])).toMatchObject({ code: 0 });
    expect(await name()).toBeNull();
    const history = (await postern(['settings', 'history', '--org', 'acme', '--json'])).json() as {
      items: { number: number }[];
    };
    expect(history.items.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    await postern(['settings', 'rollback', '--org', 'acme', '3']);
    expect(await name()).toBe('One');
    expect(await postern(['settings', 'unset', '--org', 'acme', 'default-from-display-name'])).toMatchObject({
      code: 0,
    });
    expect(await name()).toBeNull();
    expect((await postern(['settings', 'rollback', '--org', 'acme', '99'])).code).toBe(1);
  });

  it('locks a field for organizations and unlocks it', async () => {
    const sink = await withSink();
    const house = await withRelay(sink.port);
    const locked = await house.postern(['settings', 'lock', 'default-from-address']);
    expect(locked.out).toContain('Locked now: default-from-address.');
    const policy = await house.postern(['settings', 'policy']);
    expect(policy.out).toMatch(/locked fields +default-from-address/);
    const set = ['settings', 'set', '--org', 'acme', 'default-from-address=a@acme.example'];
    const refused = await house.postern(set);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('lock');
    expect(await fieldOf(house, ['--org', 'acme'], 'defaultFromAddress')).toMatchObject({ locked: true });
    await house.postern(['settings', 'unlock', 'default-from-address']);
    expect((await house.postern(set)).code).toBe(0);
  });

  it('sets floors, and names the one that forbids a change', async () => {
    const house = await withRelay((await withSink()).port);
    const { postern } = house;
    await postern(['settings', 'policy', '--require-secure-connection', 'on', '--allowed-ports', '587,465']);
    expect((await postern(['settings', 'policy', '--json'])).json()).toMatchObject({
      requireSecureConnection: true,
      allowedPorts: [587, 465],
    });
    const own = ['settings', 'set', '--org', 'acme', 'smtp-host=mail.acme.example', '--no-test'];
    const refused = await postern([...own, 'smtp-port=2525', 'secure-connection=off']);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('secure-connection');
    expect(refused.err).toContain('smtp-port');
  });
});
