import { afterEach, describe, expect, it } from 'vitest';
import { success } from '../../src/adapters/nodemailer/attempt.ts';
import { createSmtpDiagnosis } from '../../src/adapters/nodemailer/diagnosis.ts';
import { DAY, systemClock } from '../../src/kernel/clock.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { SmtpConnection } from '../../src/smtp/smtp-connection.ts';
import { STAGES, type SmtpFailure } from '../../src/smtp/smtp-failure.ts';
import type { DiagnosisStage, OutgoingMail } from '../../src/smtp/smtp-transport.ts';
import { judge } from '../../src/smtp/verdict.ts';
import { eventually } from '../../src/testing/eventually.ts';
import { makeCertificate } from '../../src/testing/make-certificate.ts';
import { startSmtpSink, type SinkOptions, type SmtpSink } from '../../src/testing/smtp-sink.ts';
import { keepTokens, CARRY_ON, makeMail } from './transport-parts.ts';

const sinks: SmtpSink[] = [];
const USER = { name: 'robots', secret: 'hunter2-secret' };

async function sinkWith(options: SinkOptions = {}): Promise<SmtpSink> {
  const sink = await startSmtpSink(options);
  sinks.push(sink);
  return sink;
}

afterEach(async () => {
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

const diagnosis = createSmtpDiagnosis({
  tokens: keepTokens(),
  clock: systemClock,
  logger: silentLogger,
  // For the mute servers; an answer takes longer than this on no machine.
  timing: { greeting: 3_000, reply: 3_000 },
});

async function diagnose(
  connection: SmtpConnection,
  options: { readonly mail?: OutgoingMail; readonly sender?: string } = {},
): Promise<DiagnosisStage[]> {
  const { mail = null, sender = null } = options;
  const stages: DiagnosisStage[] = [];
  for await (const stage of diagnosis.run(connection, { mail, sender, signal: CARRY_ON })) stages.push(stage);
  return stages;
}

const NO_FAILURE: SmtpFailure = { stage: 'reply', kind: 'local', reply: null, text: 'none' };

const inShort = (stages: readonly DiagnosisStage[]): string[] =>
  stages.map(({ stage, outcome }) => `${stage} ${outcome}`);

const foundAt = (stages: readonly DiagnosisStage[], wanted: string): readonly string[] =>
  stages.find(({ stage }) => stage === wanted)?.found ?? [];

describe('a diagnosis that passes', () => {
  it('goes through every stage of STARTTLS to the arrived mail', async () => {
    const sink = await sinkWith({ security: 'starttls', user: USER });
    const stages = await diagnose(sink.connection({ host: 'localhost' }), { mail: makeMail() });
    expect(inShort(stages)).toEqual(STAGES.map((stage) => `${stage} passed`));
    expect(stages.every(({ took }) => took >= 0)).toBe(true);
    expect(sink.mails).toHaveLength(1);
    expect(sink.sessions).toBe(1);
  });

  it('says what was found', async () => {
    const sink = await sinkWith({ security: 'starttls', user: USER });
    const stages = await diagnose(sink.connection({ host: 'localhost' }), { mail: makeMail() });
    expect(foundAt(stages, 'dns')).toContain('127.0.0.1');
    expect(foundAt(stages, 'connect').at(-1)).toMatch(/^127\.0\.0\.1: connected \(\d+ ms\)$/);
    expect(foundAt(stages, 'ehlo')).toContain('STARTTLS');
    expect(foundAt(stages, 'starttls')[0]).toBe('TLSv1.3');
    expect(foundAt(stages, 'certificate')).toEqual(
      expect.arrayContaining(['subject: CN=localhost', 'issuer: CN=Test authority', 'days left: 29']),
    );
    expect(foundAt(stages, 'authentication')).toEqual([
      'robots',
      'signed in by: PLAIN',
      'offered: PLAIN LOGIN',
    ]);
    expect(foundAt(stages, 'reply')).toEqual(['OK: message queued']);
  });

  it('has TLS before the greeting where TLS comes first', async () => {
    const sink = await sinkWith({ security: 'implicit-tls', user: USER });
    expect(inShort(await diagnose(sink.connection()))).toEqual([
      'dns skipped',
      'connect passed',
      'starttls passed',
      'certificate passed',
      'greeting passed',
      'ehlo passed',
      'authentication passed',
    ]);
  });

  it('passes over what the settings leave out, and sends nothing without a mail', async () => {
    const sink = await sinkWith();
    expect(inShort(await diagnose(sink.connection()))).toEqual([
      'dns skipped',
      'connect passed',
      'greeting passed',
      'ehlo passed',
      'starttls skipped',
      'certificate skipped',
      'authentication skipped',
    ]);
    expect(sink.mails).toEqual([]);
    await eventually('the session ends', () => sink.open === 0);
  });

  it('asks whether the sender may send, when given one, and sends nothing', async () => {
    const asked: string[] = [];
    const sink = await sinkWith({
      user: USER,
      script: {
        mailFrom: (address) => {
          asked.push(address);
          return 'accept';
        },
      },
    });
    const stages = await diagnose(sink.connection(), { sender: 'robots@platform.example' });
    expect(inShort(stages).slice(-2)).toEqual(['authentication passed', 'mail-from passed']);
    expect(asked).toEqual(['robots@platform.example']);
    expect(sink.mails).toEqual([]);
  });
});

describe('a diagnosis that fails stops at the stage', () => {
  it.each([
    ['dns', {}, { host: 'nowhere.invalid' }],
    ['greeting', { script: { connect: '554 5.7.1 not you' } }, {}],
    ['greeting', { script: { connect: 'mute' } }, {}],
    ['starttls', {}, { security: 'starttls' }],
    [
      'authentication',
      { user: USER },
      { authentication: { kind: 'password', username: 'robots', password: new Secret('no') } },
    ],
    [
      'authentication',
      {},
      { authentication: { kind: 'password', username: 'robots', password: new Secret('no') } },
    ],
    ['mail-from', { script: { mailFrom: '550 5.7.60 not as this sender' } }, {}],
    ['rcpt-to', { script: { rcptTo: '550 5.1.1 no such user' } }, {}],
    ['reply', { script: { message: '554 5.7.1 spam' } }, {}],
    ['reply', { script: { message: 'mute' } }, {}],
    ['reply', { script: { message: 'drop' } }, {}],
  ] as const)('%s', async (stage, options: SinkOptions, overrides: Partial<SmtpConnection>) => {
    const sink = await sinkWith(options);
    const stages = await diagnose(sink.connection(overrides), { mail: makeMail() });
    const last = stages.at(-1);
    expect(last).toMatchObject({ stage, outcome: 'failed', failure: { stage } });
    expect(stages.filter(({ outcome }) => outcome === 'failed')).toHaveLength(1);
    expect(sink.mails).toEqual([]);
  });

  it('authentication, with what was tried and what was offered', async () => {
    const password = { kind: 'password', username: 'robots', password: new Secret('no') } as const;
    const sink = await sinkWith({ user: USER });
    const refused = await diagnose(sink.connection({ authentication: password }));
    expect(foundAt(refused, 'authentication')).toEqual([
      expect.stringMatching(/^tried by: (?:PLAIN|LOGIN|CRAM-MD5)$/),
      expect.stringMatching(/^offered: \S/),
    ]);
    const ntlm = await diagnose(sink.connection({ authentication: { ...password, kind: 'ntlm' } }));
    expect(foundAt(ntlm, 'authentication')).toEqual([expect.stringMatching(/^offered: \S/)]);
    const openToAll = await diagnose((await sinkWith({})).connection({ authentication: password }));
    expect(foundAt(openToAll, 'authentication')).toEqual(['offered: nothing']);
  });

  it('connect, with what came of each address', async () => {
    const sink = await startSmtpSink();
    await sink.close();
    const stages = await diagnose(sink.connection());
    expect(stages.at(-1)).toMatchObject({
      stage: 'connect',
      outcome: 'failed',
      found: [expect.stringMatching(/^127\.0\.0\.1: ECONNREFUSED \(\d+ ms\)$/)],
      failure: { kind: 'connection-refused' },
    });
  });

  it('connect, with what came of each of several addresses', async () => {
    const sink = await sinkWith();
    const several = createSmtpDiagnosis({
      tokens: keepTokens(),
      clock: systemClock,
      logger: silentLogger,
      lookUp: async () => success(['127.0.0.2', '127.0.0.1']),
    });
    const stages: DiagnosisStage[] = [];
    const run = several.run(sink.connection({ host: 'mx.example' }), { mail: null, signal: CARRY_ON });
    for await (const stage of run) stages.push(stage);
    expect(foundAt(stages, 'dns')).toEqual(['127.0.0.2', '127.0.0.1']);
    expect(foundAt(stages, 'connect')).toEqual([
      expect.stringMatching(/^127\.0\.0\.2: ECONNREFUSED \(\d+ ms\)$/),
      expect.stringMatching(/^127\.0\.0\.1: connected \(\d+ ms\)$/),
    ]);
  });

  it.each([
    ['nowhere.invalid', 'dns', ['aspmx.l.google.com'], /smtp\.gmail\.com/],
    ['acme.example', 'connect', ['mx1.acme.example'], /is a mail domain/],
    ['acme.example', 'connect', ['acme.example'], /Nothing listens/],
    ['acme.example', 'connect', [], /Nothing listens/],
  ] as const)('and tells a mail domain from a server: %s at %s', async (host, stage, mailServers, says) => {
    const sink = await startSmtpSink();
    await sink.close();
    const looking = createSmtpDiagnosis({
      tokens: keepTokens(),
      clock: systemClock,
      logger: silentLogger,
      lookUpMailServers: async () => mailServers,
      ...(stage === 'dns' ? {} : { lookUp: async () => success(['127.0.0.1']) }),
    });
    const stages: DiagnosisStage[] = [];
    const connection = sink.connection({ host });
    for await (const seen of looking.run(connection, { mail: null, signal: CARRY_ON })) stages.push(seen);
    const last = stages.at(-1);
    expect(last?.stage).toBe(stage);
    const { cause, cure } = judge(last?.failure ?? NO_FAILURE, connection);
    expect(`${cause.en} ${cure.en}`).toMatch(says);
  });

  it('mail-from, when the sender may not send', async () => {
    const sink = await sinkWith({ script: { mailFrom: '553 5.7.1 not owned by user' } });
    const stages = await diagnose(sink.connection(), { sender: 'robots@platform.example' });
    expect(stages.at(-1)).toMatchObject({
      stage: 'mail-from',
      failure: { reply: { code: 553, enhanced: '5.7.1' } },
    });
  });

  it.each(['starttls', 'implicit-tls'] as const)('certificate of %s, and shows it', async (security) => {
    const expired = await makeCertificate({ names: ['mx.other.example'], until: Date.now() - 3 * DAY });
    const sink = await sinkWith({ security, user: USER, certificate: expired });
    const stages = await diagnose(sink.connection(), { mail: makeMail() });
    expect(inShort(stages).slice(-2)).toEqual(['starttls passed', 'certificate failed']);
    expect(foundAt(stages, 'certificate')).toEqual(
      expect.arrayContaining([
        'subject: CN=mx.other.example',
        'names: DNS:mx.other.example',
        'days left: -3',
      ]),
    );
    expect(sink.signIns).toEqual([]);
    expect(sink.mails).toEqual([]);
  });
});

it('a diagnosis that nobody reads to the end leaves no session behind', async () => {
  const sink = await sinkWith({ script: { message: 'mute' } });
  for await (const { stage } of diagnosis.run(sink.connection(), { mail: makeMail(), signal: CARRY_ON })) {
    if (stage === 'rcpt-to') break;
  }
  await eventually('the session ends', () => sink.open === 0);
});

it('a diagnosis that is called off ends with what was under way', async () => {
  const sink = await sinkWith({ script: { rcptTo: 'mute' } });
  const stop = new AbortController();
  const stages: DiagnosisStage[] = [];
  for await (const stage of diagnosis.run(sink.connection(), { mail: makeMail(), signal: stop.signal })) {
    stages.push(stage);
    if (stage.stage === 'mail-from') stop.abort();
  }
  expect(stages.at(-1)).toMatchObject({ outcome: 'failed', failure: { kind: 'local' } });
});
