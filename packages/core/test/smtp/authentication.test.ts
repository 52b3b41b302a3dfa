import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/kernel/secret.ts';
import type { SmtpAuthentication, SmtpConnection } from '../../src/smtp/smtp-connection.ts';
import type { SendOutcome } from '../../src/smtp/smtp-transport.ts';
import { judge } from '../../src/smtp/verdict.ts';
import { ACCEPT_ALL, startScriptedServer, type ScriptedServer } from '../../src/testing/scripted-server.ts';
import { startSmtpSink, type SinkOptions, type SmtpSink } from '../../src/testing/smtp-sink.ts';
import { closeTransports, sendOne } from './transport-parts.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await closeTransports();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function sinkWith(options: SinkOptions): Promise<SmtpSink> {
  const sink = await startSmtpSink(options);
  open.push(sink);
  return sink;
}

function verdictOn(outcome: SendOutcome, connection: SmtpConnection): string {
  if (outcome.kind === 'accepted') return 'accepted';
  const { kind, reason } = judge(outcome.failure, connection);
  return `${kind} ${reason}`;
}

function withPassword(password: string): SmtpAuthentication {
  return { kind: 'password', username: 'robots', password: new Secret(password) };
}

describe('with a password', () => {
  it.each([['PLAIN'], ['LOGIN'], ['CRAM-MD5']])('signs in by %s', async (mechanism) => {
    const sink = await sinkWith({
      user: { name: 'robots', secret: 'hunter2-secret', mechanisms: [mechanism] },
    });
    expect(await sendOne(sink.connection())).toMatchObject({ kind: 'accepted' });
    expect(sink.mails[0]?.user).toBe('robots');
    expect(sink.signIns).toEqual([`${mechanism} robots`]);
  });

  it('signs in over TLS', async () => {
    const sink = await sinkWith({
      security: 'starttls',
      user: { name: 'CORP\\robots', secret: 'pâsswörd "\\' },
    });
    expect(await sendOne(sink.connection())).toMatchObject({ kind: 'accepted' });
    expect(sink.mails[0]).toMatchObject({ user: 'CORP\\robots', secure: true });
  });

  it.each([['PLAIN'], ['LOGIN'], ['CRAM-MD5']])('that is wrong is tried once by %s', async (mechanism) => {
    const sink = await sinkWith({
      user: { name: 'robots', secret: 'hunter2-secret', mechanisms: [mechanism] },
    });
    const connection = sink.connection({ authentication: withPassword('wrong-secret') });
    expect(verdictOn(await sendOne(connection), connection)).toBe('configuration authentication-failed');
    expect(sink.signIns).toHaveLength(1);
  });

  it('waits when the server is too busy to sign anyone in', async () => {
    const sink = await sinkWith({
      user: { name: 'robots', secret: 'hunter2-secret' },
      script: { signIn: '454 4.7.0 Temporary authentication failure' },
    });
    expect(verdictOn(await sendOne(sink.connection()), sink.connection())).toBe(
      'transient refused-temporarily',
    );
  });

  it('is not sent to a server that offers no sign-in', async () => {
    const sink = await sinkWith({});
    const connection = sink.connection({ authentication: withPassword('hunter2-secret') });
    expect(verdictOn(await sendOne(connection), connection)).toBe('configuration authentication-not-offered');
    expect(sink.mails).toEqual([]);
  });

  it('that is missing where the server wants one is told as that', async () => {
    const sink = await sinkWith({ user: { name: 'robots', secret: 'hunter2-secret' } });
    const connection = sink.connection({ authentication: { kind: 'none' } });
    expect(verdictOn(await sendOne(connection), connection)).toBe('configuration authentication-required');
  });

  it('is lost with the connection when the server hangs up on it', async () => {
    const sink = await sinkWith({
      user: { name: 'robots', secret: 'hunter2-secret' },
      script: { signIn: 'drop' },
    });
    expect(await sendOne(sink.connection())).toMatchObject({
      kind: 'failed',
      failure: { kind: 'connection-lost', stage: 'authentication' },
    });
  });
});

describe('with NTLM', () => {
  /** A CHALLENGE_MESSAGE (MS-NLMP section 2.2.1.2): a nonce, and a list of pairs that is but its end. */
  const CHALLENGE = Buffer.concat([
    Buffer.from('NTLMSSP\0', 'latin1'),
    Buffer.from([2, 0, 0, 0]),
    Buffer.alloc(12),
    Buffer.from('0123456789abcdef', 'hex'),
    Buffer.alloc(8),
    Buffer.from([4, 0, 4, 0, 48, 0, 0, 0]),
    Buffer.alloc(4),
  ]).toString('base64');

  async function ntlmServer(challenge: string, last: string): Promise<ScriptedServer> {
    const answers = ['334 NTLM supported', `334 ${challenge}`, last];
    const server = await startScriptedServer((line) => {
      if (line.startsWith('EHLO')) return '250-scripted\r\n250 AUTH NTLM';
      const signingIn = line === 'AUTH NTLM' || line.startsWith('TlRMTVNTUA') || line === '*';
      return signingIn ? (answers.shift() ?? '500 what') : ACCEPT_ALL(line);
    });
    open.push(server);
    return server;
  }

  async function connectionTo({ port }: ScriptedServer, username: string): Promise<SmtpConnection> {
    const sink = await sinkWith({});
    const password = new Secret('hunter2-secret');
    return sink.connection({ port, authentication: { kind: 'ntlm', username, password } });
  }

  const messagesIn = (server: ScriptedServer): Buffer[] =>
    server.lines.filter((line) => line.startsWith('TlRM')).map((line) => Buffer.from(line, 'base64'));

  it.each([
    ['CORP\\robots', 'CORP', 'robots'],
    ['robots@corp.example', '', 'robots@corp.example'],
  ])('signs in as %s, and says no password', async (username, domain, user) => {
    const server = await ntlmServer(CHALLENGE, '235 2.7.0 welcome');
    expect(await sendOne(await connectionTo(server, username))).toMatchObject({ kind: 'accepted' });
    const [first, third] = messagesIn(server);
    expect([first?.readUInt32LE(8), third?.readUInt32LE(8)]).toEqual([1, 3]);
    const field = (at: number): string | undefined => {
      const offset = third?.readUInt32LE(at + 4) ?? 0;
      return third?.subarray(offset, offset + third.readUInt16LE(at)).toString('utf16le');
    };
    expect([field(28), field(36)]).toEqual([domain, user]);
    expect(server.lines.join()).not.toContain('hunter2');
  });

  it.each([
    ['refuses it', CHALLENGE, '535 5.7.8 Authentication unsuccessful', 'configuration authentication-failed'],
    ['sends no challenge', 'bm9uc2Vuc2U=', '501 5.7.0 cancelled', 'configuration authentication-failed'],
    ['is too busy', CHALLENGE, '454 4.7.0 later', 'transient refused-temporarily'],
  ])('tells a server that %s', async (_what, challenge, last, verdict) => {
    const connection = await connectionTo(await ntlmServer(challenge, last), 'CORP\\robots');
    expect(verdictOn(await sendOne(connection), connection)).toBe(verdict);
  });
});
