import { afterEach, describe, expect, it } from 'vitest';
import { success } from '../../src/adapters/nodemailer/attempt.ts';
import { underLimit } from '../../src/adapters/nodemailer/limit.ts';
import type { LookUp } from '../../src/adapters/nodemailer/look-up.ts';
import { eventually } from '../../src/testing/eventually.ts';
import {
  ACCEPT_ALL,
  startScriptedServer,
  type ScriptedServerScript,
} from '../../src/testing/scripted-server.ts';
import { startSmtpSink, type SinkOptions, type SmtpSink } from '../../src/testing/smtp-sink.ts';
import type { SmtpConnection } from '../../src/smtp/smtp-connection.ts';
import { CARRY_ON, closeTransports, makeMail, makeTransport, sendOne } from './transport-parts.ts';

const open: { close(): Promise<void> }[] = [];

async function sinkWith(options: SinkOptions = {}): Promise<SmtpSink> {
  const sink = await startSmtpSink(options);
  open.push(sink);
  return sink;
}

/** A connection to a server that follows the script. */
async function scripted(
  script: ScriptedServerScript,
  overrides: Partial<SmtpConnection> = {},
): Promise<SmtpConnection> {
  const server = await startScriptedServer(script);
  open.push(server);
  return {
    key: `scripted-${server.port}`,
    host: '127.0.0.1',
    port: server.port,
    security: 'plain',
    authentication: { kind: 'none' },
    caCertificate: null,
    clientName: null,
    connectTimeout: 10_000,
    maxConnections: 5,
    maxMessagesPerMinute: 0,
    allowedNetworks: null,
    ...overrides,
  };
}

afterEach(async () => {
  await closeTransports();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

describe('a message', () => {
  it('arrives byte for byte, with its envelope', async () => {
    const sink = await sinkWith();
    const mail = makeMail();
    const outcome = await makeTransport().send(
      sink.connection({ clientName: 'postern.example' }),
      mail,
      CARRY_ON,
    );
    expect(outcome).toEqual({
      kind: 'accepted',
      response: '250 OK: message queued',
      queueId: null,
      server: `127.0.0.1:${sink.port}`,
    });
    expect(sink.mails).toEqual([
      expect.objectContaining({
        from: 'robots@platform.example',
        to: ['ops@acme.example'],
        raw: Buffer.from(mail.raw),
        client: 'postern.example',
      }),
    ]);
  });

  it('arrives byte for byte when it is large and the server does not pipeline', async () => {
    const sink = await sinkWith({ pipelining: false });
    const raw = Buffer.from(`Subject: Large\r\n\r\n${'..a line that begins with dots\r\n'.repeat(40_000)}`);
    await makeTransport().send(sink.connection(), makeMail({ raw }), CARRY_ON);
    expect(sink.mails[0]?.raw.equals(raw)).toBe(true);
  });

  it('goes to an internationalised domain in ASCII', async () => {
    const said: string[] = [];
    const connection = await scripted((line) => {
      said.push(line);
      return ACCEPT_ALL(line);
    });
    await makeTransport().send(connection, makeMail({ to: 'ops@bücher.example' }), CARRY_ON);
    expect(said).toContain('RCPT TO:<ops@xn--bcher-kva.example>');
  });

  it('is not tried where its address needs SMTPUTF8 and the server has none', async () => {
    const connection = await scripted(ACCEPT_ALL);
    const outcome = await makeTransport().send(connection, makeMail({ to: 'müller@acme.example' }), CARRY_ON);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'not-offered', stage: 'rcpt-to' } });
  });

  it('is not tried when it is larger than the server announced', async () => {
    const sink = await sinkWith({ size: 1_000 });
    const mail = makeMail({ raw: Buffer.alloc(2_000, 'a') });
    const outcome = await makeTransport().send(sink.connection(), mail, CARRY_ON);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'over-limit', stage: 'mail-from' } });
  });
});

describe('a refusal', () => {
  it.each([
    ['greeting', { connect: '554 5.7.1 not you' }, 554],
    ['mail-from', { mailFrom: '550 5.7.60 not as this sender' }, 550],
    ['rcpt-to', { rcptTo: '450 4.2.0 Greylisted' }, 450],
    ['rcpt-to', { rcptTo: '550 5.1.1 no such user' }, 550],
    ['reply', { message: '554 5.7.1 spam' }, 554],
    ['reply', { message: '451 4.3.0 later' }, 451],
  ] as const)('at %s is told with stage, code and words', async (stage, script, code) => {
    const sink = await sinkWith({ script });
    const outcome = await sendOne(sink.connection());
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'reply', stage, reply: { code } } });
    expect(sink.mails).toEqual([]);
  });

  it.each([
    ['ehlo', (line: string) => (line.startsWith('EHLO') ? '421 4.3.2 not now' : ACCEPT_ALL(line))],
    ['data', (line: string) => (line === 'DATA' ? '451 4.3.0 not now' : ACCEPT_ALL(line))],
  ] as const)('at %s is told with its stage', async (stage, script) => {
    const outcome = await sendOne(await scripted(script));
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'reply', stage } });
  });

  it('of one recipient costs neither the session nor the others', async () => {
    const sink = await sinkWith({
      script: { rcptTo: (address) => (address.startsWith('nobody@') ? '550 5.1.1 no such user' : 'accept') },
    });
    const transport = makeTransport();
    const connection = sink.connection({ maxConnections: 1 });
    const addresses = ['first@acme.example', 'nobody@acme.example', 'last@acme.example'];
    const outcomes = await Promise.all(
      addresses.map((to) => transport.send(connection, makeMail({ to }), CARRY_ON)),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'failed', 'accepted']);
    expect(sink.mails.map(({ to }) => to[0])).toEqual(['first@acme.example', 'last@acme.example']);
    expect(sink.sessions).toBe(1);
  });

  it('by greylisting passes at the second try', async () => {
    const sink = await sinkWith({
      script: { rcptTo: (_address, before) => (before === 0 ? '450 4.2.0 Greylisted' : 'accept') },
    });
    const transport = makeTransport();
    expect(await transport.send(sink.connection(), makeMail(), CARRY_ON)).toMatchObject({ kind: 'failed' });
    expect(await transport.send(sink.connection(), makeMail(), CARRY_ON)).toMatchObject({ kind: 'accepted' });
  });

  it('in something other than SMTP is told as such', async () => {
    const outcome = await sendOne(await scripted(() => 'SSH-2.0-OpenSSH_9.6'));
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'protocol', stage: 'greeting' } });
  });
});

describe('a broken connection', () => {
  it('to a closed port is refused', async () => {
    const sink = await startSmtpSink();
    await sink.close();
    const outcome = await sendOne(sink.connection());
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { kind: 'connection-refused', stage: 'connect' },
    });
  });

  it('to one address of a server goes on to the next', async () => {
    const sink = await sinkWith();
    const lookUp: LookUp = async () => success(['127.0.0.2', '::1', '127.0.0.1']);
    const outcome = await sendOne(sink.connection({ host: 'mx.example' }), { lookUp });
    expect(outcome).toMatchObject({ kind: 'accepted', server: `mx.example:${sink.port}` });
  });

  it('to all addresses of a server is refused', async () => {
    const sink = await startSmtpSink();
    await sink.close();
    const lookUp: LookUp = async () => success(['127.0.0.2', '127.0.0.1']);
    const outcome = await sendOne(sink.connection({ host: 'mx.example' }), { lookUp });
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { kind: 'connection-refused', stage: 'connect' },
    });
  });

  it('to a resolver that never answers is given up within the connect timeout', async () => {
    const lookUp: LookUp = (_host, limit) => underLimit('dns', limit, () => () => undefined);
    const connection = (await sinkWith()).connection({ host: 'mx.example', connectTimeout: 50 });
    const outcome = await sendOne(connection, { lookUp });
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'timeout', stage: 'dns' } });
  });

  it('to a name that does not resolve is a failure of DNS', async () => {
    const outcome = await sendOne((await sinkWith()).connection({ host: 'nowhere.invalid' }));
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'dns', stage: 'dns' } });
  });

  it.each([
    ['greeting', { connect: 'drop' }],
    ['mail-from', { mailFrom: 'drop' }],
    ['data', { data: 'drop' }],
  ] as const)('at %s is a failure, and nothing has arrived', async (stage, script) => {
    const sink = await sinkWith({ script, pipelining: false });
    const mail = makeMail({ raw: Buffer.alloc(5_000_000, 'a line of the message\r\n') });
    const outcome = await makeTransport().send(sink.connection(), mail, CARRY_ON);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'connection-lost', stage } });
  });

  it('after the final dot is unknown', async () => {
    const sink = await sinkWith({ script: { message: 'drop' } });
    const outcome = await sendOne(sink.connection());
    expect(outcome).toMatchObject({ kind: 'unknown', failure: { kind: 'connection-lost', stage: 'reply' } });
  });

  it('is unknown even when the message may have arrived whole', async () => {
    const connection = await scripted((line) => (line === '.' ? 'drop' : ACCEPT_ALL(line)));
    expect(await sendOne(connection)).toMatchObject({ kind: 'unknown' });
  });
});

describe('a mute server', () => {
  it('is given up within the connect timeout', async () => {
    const sink = await sinkWith({ script: { connect: 'mute' } });
    const outcome = await sendOne(sink.connection({ connectTimeout: 1_000 }));
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'timeout', stage: 'greeting' } });
  });

  it('in the middle of the session is a failure', async () => {
    const connection = await scripted((line) => {
      if (line.startsWith('EHLO')) return '250 scripted';
      return line.startsWith('RCPT') ? 'mute' : ACCEPT_ALL(line);
    });
    const outcome = await sendOne(connection, { timing: { command: 1_000 } });
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'timeout', stage: 'rcpt-to' } });
  });

  it('after the final dot is unknown', async () => {
    const sink = await sinkWith({ script: { message: 'mute' } });
    const outcome = await sendOne(sink.connection(), { timing: { reply: 100 } });
    expect(outcome).toMatchObject({ kind: 'unknown', failure: { kind: 'timeout', stage: 'reply' } });
  });

  it('that trickles is given up when the whole takes too long', async () => {
    const connection = await scripted((line) =>
      line === '.' ? '250-still\r\n250-working' : ACCEPT_ALL(line),
    );
    const outcome = await sendOne(connection, { timing: { message: 1_500 } });
    expect(outcome).toMatchObject({ kind: 'unknown', failure: { kind: 'timeout' } });
  });
});

describe('kept sessions', () => {
  it('carry many messages, never more sessions than allowed', async () => {
    const sink = await sinkWith();
    const transport = makeTransport();
    const connection = sink.connection({ maxConnections: 3 });
    await Promise.all(Array.from({ length: 60 }, () => transport.send(connection, makeMail(), CARRY_ON)));
    expect(sink.mails).toHaveLength(60);
    expect(sink.sessions).toBeLessThanOrEqual(3);
    expect(new Set(sink.mails.map(({ session }) => session)).size).toBe(sink.sessions);
  });

  it('of two connections are never shared', async () => {
    const sink = await sinkWith();
    const transport = makeTransport();
    await transport.send(sink.connection({ key: 'one' }), makeMail(), CARRY_ON);
    await transport.send(sink.connection({ key: 'other' }), makeMail(), CARRY_ON);
    expect(sink.sessions).toBe(2);
  });

  it('end after a hundred messages', async () => {
    const sink = await sinkWith();
    const transport = makeTransport();
    const connection = sink.connection({ maxConnections: 1 });
    await Promise.all(Array.from({ length: 101 }, () => transport.send(connection, makeMail(), CARRY_ON)));
    expect(sink.sessions).toBe(2);
  });

  it('end when there is nothing to send', async () => {
    const sink = await sinkWith();
    const transport = makeTransport({ timing: { idle: 20 } });
    await transport.send(sink.connection(), makeMail(), CARRY_ON);
    await eventually('the session ends', () => sink.open === 0);
  });

  it('end when their connection is retired', async () => {
    const sink = await sinkWith();
    const transport = makeTransport();
    await transport.send(sink.connection({ key: 'old' }), makeMail(), CARRY_ON);
    transport.retire('old');
    await eventually('the session ends', () => sink.open === 0);
  });

  it('that the server closed meanwhile are replaced without a word', async () => {
    const sink = await sinkWith();
    const transport = makeTransport();
    await transport.send(sink.connection(), makeMail(), CARRY_ON);
    sink.hangUp();
    await eventually('the session ends', () => sink.open === 0);
    expect(await transport.send(sink.connection(), makeMail(), CARRY_ON)).toMatchObject({ kind: 'accepted' });
    expect(sink.sessions).toBe(2);
  });

  it.each(['drop', '421 4.3.2 closing'] as const)(
    'that the server ends with %s at the next MAIL FROM are replaced once',
    async (answer) => {
      const sink = await sinkWith({
        script: { mailFrom: (_from, before) => (before === 1 ? answer : 'accept') },
      });
      const transport = makeTransport();
      await transport.send(sink.connection(), makeMail(), CARRY_ON);
      expect(await transport.send(sink.connection(), makeMail(), CARRY_ON)).toMatchObject({
        kind: 'accepted',
      });
      expect(sink.sessions).toBe(2);
      expect(sink.mails).toHaveLength(2);
    },
  );

  it('are not replaced a second time', async () => {
    const sink = await sinkWith({
      script: { mailFrom: (_from, before) => (before === 0 ? 'accept' : '421 4.3.2 closing') },
    });
    const transport = makeTransport();
    await transport.send(sink.connection(), makeMail(), CARRY_ON);
    expect(await transport.send(sink.connection(), makeMail(), CARRY_ON)).toMatchObject({
      kind: 'failed',
      failure: { reply: { code: 421 } },
    });
    expect(sink.sessions).toBe(2);
  });

  it('know nothing any more of the message before: what is refused before a word of it is said has failed', async () => {
    const sink = await sinkWith();
    const transport = makeTransport();
    expect((await transport.send(sink.connection(), makeMail(), CARRY_ON)).kind).toBe('accepted');
    const unfit = makeMail({ to: 'not<an>address@acme.example' });
    expect(await transport.send(sink.connection(), unfit, CARRY_ON)).toMatchObject({ kind: 'failed' });
  });

  it('are never replaced once the message is out', async () => {
    const sink = await sinkWith({ script: { message: (_to, before) => (before === 1 ? 'drop' : 'accept') } });
    const transport = makeTransport();
    await transport.send(sink.connection(), makeMail(), CARRY_ON);
    expect(await transport.send(sink.connection(), makeMail(), CARRY_ON)).toMatchObject({ kind: 'unknown' });
    expect(sink.sessions).toBe(1);
    expect(sink.mails).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('ends what waits, and what is under way before the final dot, as failed', async () => {
    const sink = await sinkWith({ script: { rcptTo: 'mute' } });
    const transport = makeTransport();
    const stop = new AbortController();
    const connection = sink.connection({ maxConnections: 1 });
    const sends = [makeMail(), makeMail()].map((mail) => transport.send(connection, mail, stop.signal));
    await eventually('one is under way', () => sink.open === 1);
    stop.abort();
    expect(await Promise.all(sends)).toMatchObject([
      { kind: 'failed', failure: { kind: 'local' } },
      { kind: 'failed', failure: { kind: 'local' } },
    ]);
  });

  it('ends what is out but not answered as unknown', async () => {
    let received = false;
    const sink = await sinkWith({
      script: {
        message: () => {
          received = true;
          return 'mute';
        },
      },
    });
    const stop = new AbortController();
    const send = makeTransport().send(sink.connection(), makeMail(), stop.signal);
    await eventually('the message is out', () => received);
    stop.abort();
    expect(await send).toMatchObject({ kind: 'unknown' });
  });

  it('sends nothing for one who has called it off already', async () => {
    const sink = await sinkWith();
    const outcome = await makeTransport().send(sink.connection(), makeMail(), AbortSignal.abort());
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'local' } });
    expect(sink.sessions).toBe(0);
  });

  it('by closing lets what was begun end, and takes nothing new', async () => {
    const sink = await sinkWith();
    const transport = makeTransport();
    const connection = sink.connection({ maxConnections: 1 });
    const begun = Array.from({ length: 5 }, () => transport.send(connection, makeMail(), CARRY_ON));
    await transport.close();
    expect((await Promise.all(begun)).map(({ kind }) => kind)).toEqual(Array(5).fill('accepted'));
    expect(await transport.send(connection, makeMail(), CARRY_ON)).toMatchObject({ kind: 'failed' });
    await eventually('all sessions end', () => sink.open === 0);
  });
});
