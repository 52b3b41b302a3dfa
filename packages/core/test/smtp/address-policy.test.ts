import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { success } from '../../src/adapters/nodemailer/attempt.ts';
import { createSmtpDiagnosis } from '../../src/adapters/nodemailer/diagnosis.ts';
import { guardedFetch } from '../../src/adapters/nodemailer/guarded-fetch.ts';
import type { LookUp } from '../../src/adapters/nodemailer/look-up.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { judge } from '../../src/smtp/verdict.ts';
import type { SmtpConnection } from '../../src/smtp/smtp-connection.ts';
import type { DiagnosisStage } from '../../src/smtp/smtp-transport.ts';
import { startSmtpSink, type SmtpSink } from '../../src/testing/smtp-sink.ts';
import { startTokenEndpoint } from '../../src/testing/token-endpoint.ts';
import {
  keepTokens,
  CARRY_ON,
  closeTransports,
  makeMail,
  makeTransport,
  sendOne,
} from './transport-parts.ts';

const UNSEEN = { stage: 'dns', kind: 'local', reply: null, text: '' } as const;
const sinks: SmtpSink[] = [];

async function openSink(): Promise<SmtpSink> {
  const sink = await startSmtpSink();
  sinks.push(sink);
  return sink;
}

afterEach(async () => {
  await closeTransports();
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

const resolvesTo =
  (...addresses: readonly string[]): LookUp =>
  async () =>
    success(addresses);

async function stagesOf(connection: SmtpConnection, lookUp: LookUp): Promise<DiagnosisStage[]> {
  const diagnosis = createSmtpDiagnosis({
    tokens: keepTokens(),
    clock: systemClock,
    logger: silentLogger,
    lookUp,
  });
  const stages: DiagnosisStage[] = [];
  for await (const stage of diagnosis.run(connection, { mail: null, sender: null, signal: CARRY_ON }))
    stages.push(stage);
  return stages;
}

describe('the server of an organization', () => {
  it.each([
    ['an address of this machine', '127.0.0.1'],
    ['a name that leads here', 'localhost'],
  ])('is not connected to at %s', async (_what, host) => {
    const sink = await openSink();
    const connection = sink.connection({ host, allowedNetworks: [] });
    const outcome = await sendOne(connection);
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { kind: 'address-not-allowed', stage: 'connect' },
    });
    expect(sink.sessions).toBe(0);
  });

  it.each(['::ffff:127.0.0.1', '64:ff9b::7f00:1', '169.254.169.254', '::1'])(
    'is not connected to at %s, whatever a public name resolves to',
    async (address) => {
      const sink = await openSink();
      const connection = sink.connection({ host: 'smtp.example', allowedNetworks: [] });
      expect(await sendOne(connection, { lookUp: resolvesTo(address) })).toMatchObject({
        failure: { kind: 'address-not-allowed' },
      });
      expect(sink.sessions).toBe(0);
    },
  );

  it('is looked up once for each session: an answer that changes behind the judgement changes nothing', async () => {
    const sink = await openSink();
    let asked = 0;
    const lookUp: LookUp = async () => {
      asked += 1;
      // Judged well the first time; the second is the rebinding.
      return success([asked === 1 ? '127.0.0.1' : '127.0.0.2']);
    };
    const connection = sink.connection({ host: 'smtp.example', allowedNetworks: ['127.0.0.1'] });
    expect(await makeTransport({ lookUp }).send(connection, makeMail(), CARRY_ON)).toMatchObject({
      kind: 'accepted',
    });
    expect(asked).toBe(1);
    expect(await sendOne(connection, { lookUp })).toMatchObject({ failure: { kind: 'address-not-allowed' } });
  });

  it('is connected to at the addresses that are allowed, and at no other of the same name', async () => {
    const sink = await openSink();
    const connection = sink.connection({ host: 'smtp.example', allowedNetworks: ['127.0.0.1'] });
    const stages = await stagesOf(connection, resolvesTo('127.0.0.2', '10.0.0.1', '127.0.0.1'));
    expect(stages[0]).toMatchObject({ stage: 'dns', found: ['127.0.0.1'] });
    expect(stages.find(({ stage }) => stage === 'ehlo')).toMatchObject({ outcome: 'passed' });
  });

  it('in a private network tells the same, in words and time, whether a port is closed or silent', async () => {
    const closed = await startSmtpSink();
    await closed.close();
    const connectTimeout = 300;
    const connection = closed.connection({ allowedNetworks: ['127.0.0.0/8'], connectTimeout });
    const last = (await stagesOf(connection, resolvesTo('127.0.0.1'))).at(-1);
    expect(last).toMatchObject({ stage: 'connect', outcome: 'failed', found: [] });
    expect(last?.failure).toMatchObject({ kind: 'timeout', text: 'No connection within 300 ms.' });
    const { cause } = judge(last?.failure ?? UNSEEN, connection);
    expect(cause.en).toContain('nothing listens there, or a firewall');
    expect(last?.took).toBeGreaterThanOrEqual(connectTimeout - 50);
  });

  it('in a private network tells no more by its mail than by its test', async () => {
    const closed = await startSmtpSink();
    await closed.close();
    const connectTimeout = 300;
    const connection = closed.connection({ allowedNetworks: ['127.0.0.0/8'], connectTimeout });
    const began = performance.now();
    expect(await sendOne(connection, { lookUp: resolvesTo('127.0.0.1') })).toMatchObject({
      failure: { kind: 'timeout', text: 'No connection within 300 ms.' },
    });
    expect(performance.now() - began).toBeGreaterThanOrEqual(connectTimeout - 50);
  });

  it('is explained, with the way out', async () => {
    const connection = (await openSink()).connection({ host: 'smtp.example' });
    const verdict = judge(
      { stage: 'connect', kind: 'address-not-allowed', reply: null, text: '' },
      connection,
    );
    expect(verdict).toMatchObject({ kind: 'configuration', reason: 'address-not-allowed' });
    expect(verdict.cure.en).toContain('private-networks');
  });
});

describe('the token endpoint of an organization', () => {
  async function signingIn(host: string, allowedNetworks: readonly string[]) {
    const endpoint = await startTokenEndpoint(() => ({
      status: 200,
      body: { access_token: 'good-token', token_type: 'Bearer', expires_in: 3_600 },
    }));
    onTestFinished(() => endpoint.close());
    const sink = await startSmtpSink({
      user: { name: 'robots', secret: 'good-token', mechanisms: ['XOAUTH2'] },
    });
    sinks.push(sink);
    const connection = sink.connection({
      allowedNetworks,
      authentication: {
        kind: 'oauth2',
        username: 'robots',
        tokenUrl: endpoint.url.replace('127.0.0.1', host),
        grant: {
          kind: 'client-credentials',
          clientId: 'client-1',
          proof: { clientSecret: new Secret('client-secret-1') },
        },
        scope: null,
      },
    });
    return { outcome: await sendOne(connection), endpoint };
  }

  it.each(['127.0.0.1', 'localhost'])('is asked where its network is allowed: %s', async (host) => {
    const { outcome, endpoint } = await signingIn(host, ['127.0.0.1', '::1']);
    expect(outcome).toMatchObject({ kind: 'accepted' });
    expect(endpoint.requests).toHaveLength(1);
  });

  it('is not asked where it is not, and the secret goes nowhere', async () => {
    const { outcome, endpoint } = await signingIn('127.0.0.2', ['127.0.0.1']);
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { kind: 'token', text: expect.stringContaining('No address of 127.0.0.2') as string },
    });
    expect(endpoint.requests).toEqual([]);
  });
});

describe('guardedFetch', () => {
  it('judges what a name resolves to', async () => {
    const refused = await guardedFetch([])('http://localhost:2525/').catch((error: unknown) => error);
    expect(refused).toMatchObject({ cause: { code: 'address-not-allowed' } });
  });
});

describe('the server of the host', () => {
  it('may be anywhere', async () => {
    const sink = await openSink();
    expect(await sendOne(sink.connection({ allowedNetworks: null }))).toMatchObject({ kind: 'accepted' });
  });
});
