import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { success } from '../../src/adapters/nodemailer/attempt.ts';
import { createSmtpDiagnosis } from '../../src/adapters/nodemailer/diagnosis.ts';
import type { LookUp } from '../../src/adapters/nodemailer/look-up.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { changePolicy } from '../../src/settings/change-policy.ts';
import { changeSettings } from '../../src/settings/change-settings.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';
import { OPEN_POLICY, type HostPolicy } from '../../src/settings/mail-settings.ts';
import { asciiServerName } from '../../src/settings/fields/server-name-schema.ts';
import type { SmtpConnection } from '../../src/smtp/smtp-connection.ts';
import type { DiagnosisStage } from '../../src/smtp/smtp-transport.ts';
import { startScriptedServer } from '../../src/testing/scripted-server.ts';
import { ACME, organizationAdministrator, ROOT, startSettings } from '../../src/testing/settings-fixture.ts';
import { startSmtpSink, type SmtpSink } from '../../src/testing/smtp-sink.ts';
import {
  CARRY_ON,
  closeTransports,
  keepTokens,
  makeMail,
  makeTransport,
  sendOne,
} from './transport-parts.ts';

const sinks: SmtpSink[] = [];

async function openSink(...options: Parameters<typeof startSmtpSink>): Promise<SmtpSink> {
  const sink = await startSmtpSink(...options);
  sinks.push(sink);
  return sink;
}

afterEach(async () => {
  await closeTransports();
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

/** Gives these answers, one after the other, and the last of them for ever. */
function answers(...each: readonly (readonly string[])[]): LookUp {
  let asked = 0;
  return async () => success(each[Math.min(asked++, each.length - 1)] ?? []);
}

describe('a host that is written in a way that some programs read as this machine', () => {
  it.each([
    ...['0177.0.0.1', '0x7f.0.0.1', '0x7f.1', '0x7f000001', '2130706433', '017700000001', '127.1', '127.0.1'],
    ...['127.0.0.1.', '0.0.0.0', '0', '::', '[::]', '::1', '[::1]', '::ffff:127.0.0.1', '[::ffff:7f00:1]'],
    ...[
      '１２７．０．０．１',
      '127。0。0。1',
      'ⓛocalhost',
      'localhost',
      'localhost.',
      'LOCALHOST',
      'a.localhost',
    ],
    ...['::ffff:0:127.0.0.1', '64:ff9b::127.0.0.1', 'fe80::1%lo', '[fe80::1%25lo]', 'ip6-localhost'],
    ...[
      'user@127.0.0.1',
      '127.0.0.1:25',
      '127.0.0.1/32',
      '/run/smtp.sock',
      'unix:/run/smtp.sock',
      '%3127.0.0.1',
    ],
  ])('is no server for an organization: %s', async (host) => {
    const sink = await openSink();
    const name = asciiServerName(host);
    // Either it is no server's name at all, or it is judged by where it leads.
    if (name !== null) {
      const connection = sink.connection({ host: name, allowedNetworks: [], connectTimeout: 5_000 });
      const outcome = await sendOne(connection);
      expect(outcome).toMatchObject({ kind: 'failed' });
      expect(['address-not-allowed', 'dns']).toContain(outcome.kind === 'failed' && outcome.failure.kind);
    }
    expect(sink.sessions).toBe(0);
  });
});

describe('a name whose answers change', () => {
  it('is judged anew for each delivery and each test', async () => {
    const sink = await openSink();
    const connection = sink.connection({ host: 'smtp.evil.example', allowedNetworks: [] });
    const lookUp = answers(['127.0.0.1'], ['::ffff:127.0.0.1'], ['169.254.169.254']);
    const transport = makeTransport({ lookUp });
    for (let time = 0; time < 3; time += 1)
      expect(await transport.send(connection, makeMail(), CARRY_ON)).toMatchObject({
        failure: { kind: 'address-not-allowed' },
      });
    expect((await stagesOf(connection, lookUp)).at(-1)?.failure).toMatchObject({
      kind: 'address-not-allowed',
    });
    expect(sink.sessions).toBe(0);
  });

  it('ends kept sessions when the host takes the network back', async () => {
    const sink = await openSink();
    const before = sink.connection({ allowedNetworks: ['127.0.0.0/8'] });
    const transport = makeTransport({});
    expect(await transport.send(before, makeMail(), CARRY_ON)).toMatchObject({ kind: 'accepted' });
    const after = { ...before, allowedNetworks: ['10.0.0.0/8'] };
    expect(await transport.send(after, makeMail(), CARRY_ON)).toMatchObject({
      failure: { kind: 'address-not-allowed' },
    });
    expect(sink.mails).toHaveLength(1);
  });
});

describe('what the host’s policy opens', () => {
  const level = {
    values: { smtpHost: 'smtp.acme.example', defaultFromAddress: 'a@acme.example' },
    secrets: {},
  };
  const networksUnder = (policy: Partial<HostPolicy>, values: object = {}) => {
    const layer = { ...level, values: { ...level.values, useDefaultCredentials: true, ...values } };
    const organization = { revisionId: 'r', revisionNumber: 1, layer };
    const { usable } = resolveSettings({
      level: ACME,
      host: null,
      organization,
      policy: { ...OPEN_POLICY, ...policy },
    });
    return usable.ok ? usable.connection : null;
  };

  it('is private networks for a server that is named in full, and never this machine', () => {
    const opened = networksUnder({ allowedServers: ['smtp.acme.example'] })?.allowedNetworks ?? [];
    expect(opened).toContain('10.0.0.0/8');
    expect(opened).not.toContain('127.0.0.0/8');
  });

  it('is nothing for a zone: whoever runs its DNS would lead its names anywhere', () => {
    expect(networksUnder({ allowedServers: ['*.acme.example'] })?.allowedNetworks).toEqual([]);
  });

  it('is not the whole private network for a token endpoint beside a server that is trusted', () => {
    const values = { oauthTokenUrl: 'https://10.0.0.7/token', authentication: 'none' };
    const policy = { allowedServers: ['smtp.acme.example'], privateNetworks: ['10.1.0.0/16'] };
    expect(networksUnder(policy, values)?.tokenNetworks).toEqual(['10.1.0.0/16']);
  });
});

describe('settings of an organization', () => {
  const administrator = organizationAdministrator('acme');

  it.each(['127.0.0.1', '::ffff:169.254.169.254', '64:ff9b:1::7f00:1', 'localhost', '10.0.0.1', '0.0.0.0'])(
    'do not take %s, typed or imported',
    async (smtpHost) => {
      const fixture = startSettings();
      for (const imported of [false, true])
        await expect(
          changeSettings(fixture, administrator, { level: ACME, set: { smtpHost }, imported }),
        ).rejects.toThrow('public internet');
    },
  );

  it('do not take a port outside the list, nor an address outside the host’s networks', async () => {
    const fixture = startSettings();
    await changePolicy(fixture, ROOT, { allowedPorts: [587], privateNetworks: ['10.1.0.0/16'] });
    const change = (set: object) => changeSettings(fixture, administrator, { level: ACME, set: { ...set } });
    await expect(change({ smtpHost: '10.1.0.1', smtpPort: 22 })).rejects.toThrow('these ports');
    await expect(change({ smtpHost: '10.2.0.1' })).rejects.toThrow('public internet');
    expect(await change({ smtpHost: '10.1.0.1' })).toMatchObject({ outcome: 'saved' });
  });
});

describe('a token endpoint in a private network', () => {
  const TOKEN_TIME = 400;

  /** What an administrator is told, and after how long, when the endpoint is at that port. */
  async function toldOf(port: number) {
    const sink = await openSink({ user: { name: 'robots', secret: 'x', mechanisms: ['XOAUTH2'] } });
    const stages = await stagesOf(
      sink.connection({
        allowedNetworks: ['127.0.0.1'],
        authentication: {
          kind: 'oauth2',
          username: 'robots',
          tokenUrl: `http://127.0.0.1:${String(port)}/token`,
          grant: {
            kind: 'client-credentials',
            clientId: 'c',
            proof: { clientSecret: new Secret('client-secret-1') },
          },
          scope: null,
        },
      }),
      undefined,
      TOKEN_TIME,
    );
    const { failure, took } = stages.at(-1) ?? {};
    return { failure, slow: (took ?? 0) >= TOKEN_TIME - 50 };
  }

  it('tells the same, in words and time, whether a port is closed or silent', async () => {
    const silent = await startScriptedServer(() => 'mute');
    onTestFinished(() => silent.close());
    const closed = await startScriptedServer(() => 'mute');
    await closed.close();
    const [ofSilent, ofClosed] = [await toldOf(silent.port), await toldOf(closed.port)];
    expect(ofClosed).toEqual(ofSilent);
    expect(ofClosed).toMatchObject({ failure: { kind: 'token', code: 'ETIMEDOUT' }, slow: true });
  });

  it('is not followed to another place', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(307, { location: '/secret-place' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { failure } = await toldOf((server.address() as AddressInfo).port);
    expect(failure).toMatchObject({ kind: 'token' });
    expect(asked).toEqual(['/token']);
  });
});

async function stagesOf(
  connection: SmtpConnection,
  lookUp?: LookUp,
  token?: number,
): Promise<readonly DiagnosisStage[]> {
  const diagnosis = createSmtpDiagnosis({
    tokens: keepTokens(),
    clock: systemClock,
    logger: silentLogger,
    ...(lookUp === undefined ? {} : { lookUp }),
    ...(token === undefined ? {} : { timing: { token } }),
  });
  const stages: DiagnosisStage[] = [];
  for await (const stage of diagnosis.run(connection, { mail: null, sender: null, signal: CARRY_ON }))
    stages.push(stage);
  return stages;
}
