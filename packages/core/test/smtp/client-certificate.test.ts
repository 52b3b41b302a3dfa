import { createPrivateKey } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/kernel/secret.ts';
import { readSecret } from '../../src/settings/fields/read-secret.ts';
import { judge } from '../../src/smtp/verdict.ts';
import { makeCertificate, type TestCertificate } from '../../src/testing/make-certificate.ts';
import { ACCEPT_ALL, startScriptedServer } from '../../src/testing/scripted-server.ts';
import { startSmtpSink, type SmtpSink } from '../../src/testing/smtp-sink.ts';
import { clientCertificate } from './client-certificate.ts';
import { CARRY_ON, closeTransports, makeMail, makeTransport } from './transport-parts.ts';

const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await closeTransports();
  await Promise.all(closing.splice(0).map((server) => server.close()));
});

/** A server that takes nobody without a certificate of this authority. */
async function guardedSink(
  security: 'starttls' | 'implicit-tls',
  { ca }: TestCertificate,
  tls: object = {},
): Promise<SmtpSink> {
  const sink = await startSmtpSink({
    security,
    tls: { requestCert: true, rejectUnauthorized: true, ca, ...tls },
  });
  closing.push(sink);
  return sink;
}

describe.each(['starttls', 'implicit-tls'] as const)('a server that asks who connects, by %s', (security) => {
  it('takes mail from who shows the certificate it knows', async () => {
    const client = await makeCertificate({ names: ['postern.example'] });
    const sink = await guardedSink(security, client);
    const connection = sink.connection({ clientCertificate: clientCertificate(client) });
    expect(await makeTransport().send(connection, makeMail(), CARRY_ON)).toMatchObject({ kind: 'accepted' });
    expect(sink.mails).toHaveLength(1);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'refuses who shows none, and says what is missing (%s)',
    async (version) => {
      const sink = await guardedSink(security, await makeCertificate(), {
        minVersion: version,
        maxVersion: version,
      });
      const connection = sink.connection();
      const outcome = await makeTransport().send(connection, makeMail(), CARRY_ON);
      if (outcome.kind !== 'failed') throw new Error(outcome.kind);
      expect(judge(outcome.failure, connection).kind).toBe('configuration');
      expect(JSON.stringify(judge(outcome.failure, connection))).toContain('client-certificate');
      expect(sink.mails).toEqual([]);
    },
  );

  it('is never asked with the key of another certificate', async () => {
    const [client, other] = [await makeCertificate(), await makeCertificate()];
    const sink = await guardedSink(security, client);
    const connection = sink.connection({ clientCertificate: clientCertificate(client, other.key) });
    const outcome = await makeTransport().send(connection, makeMail(), CARRY_ON);
    if (outcome.kind !== 'failed') throw new Error(outcome.kind);
    expect(JSON.stringify(judge(outcome.failure, connection))).toContain('client-key is not the key');
    expect(JSON.stringify(outcome)).not.toContain(clientCertificate(client).key.expose().slice(40, 80));
    expect(sink.mails).toEqual([]);
  });
});

describe('a client certificate that signs in', () => {
  /** Offers EXTERNAL, and answers to it as the test wants. What TLS shows is not its matter. */
  async function externalServer(answer: (line: string) => string | null) {
    const server = await startScriptedServer((line) => {
      if (line.startsWith('EHLO')) return '250-scripted\r\n250 AUTH EXTERNAL PLAIN';
      return answer(line) ?? ACCEPT_ALL(line);
    });
    closing.push(server);
    const sink = await startSmtpSink();
    closing.push(sink);
    const connection = (username: string | null) =>
      sink.connection({
        port: server.port,
        authentication: { kind: 'certificate', username },
      });
    return { server, connection };
  }

  it.each([
    [null, 'AUTH EXTERNAL ='],
    ['robots@acme.example', `AUTH EXTERNAL ${Buffer.from('robots@acme.example').toString('base64')}`],
  ])('acts as %s', async (username, said) => {
    const { server, connection } = await externalServer((line) =>
      line.startsWith('AUTH') ? '235 2.7.0 welcome' : null,
    );
    const outcome = await makeTransport().send(connection(username), makeMail(), CARRY_ON);
    expect(outcome).toMatchObject({ kind: 'accepted' });
    expect(server.lines.filter((line) => line.startsWith('AUTH'))).toEqual([said]);
  });

  it('answers a server that asks for the account once more', async () => {
    const { server, connection } = await externalServer((line) => {
      if (line.startsWith('AUTH')) return '334 ';
      return line === '' ? '235 2.7.0 welcome' : null;
    });
    const outcome = await makeTransport().send(connection(null), makeMail(), CARRY_ON);
    expect(outcome).toMatchObject({ kind: 'accepted' });
    expect(server.lines).toContain('');
  });

  it('and is refused is told as that, without a word of passwords', async () => {
    const { connection } = await externalServer((line) =>
      line.startsWith('AUTH') ? '535 5.7.8 no such certificate' : null,
    );
    const outcome = await makeTransport().send(connection(null), makeMail(), CARRY_ON);
    if (outcome.kind !== 'failed') throw new Error(outcome.kind);
    const verdict = judge(outcome.failure, connection(null));
    expect(verdict).toMatchObject({ kind: 'configuration', reason: 'authentication-failed' });
    expect(JSON.stringify(verdict)).not.toMatch(/password/);
  });
});

describe('a private key', () => {
  it('is kept on one line, in whichever form of PEM it came', async () => {
    const { key } = await makeCertificate();
    const old = createPrivateKey(key).export({ type: 'pkcs1', format: 'pem' }).toString();
    const kept = [key, old].map((text) => {
      const read = readSecret(new Secret(text), 'private-key');
      return read.ok ? read.secret.expose() : read.fault;
    });
    expect(kept[0]).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(kept[1]).toBe(kept[0]);
  });

  it('that a passphrase locks is refused with the way to unlock it, and any other text as what it is not', async () => {
    const { key, cert } = await makeCertificate();
    const locked = createPrivateKey(key)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
      .toString();
    expect(readSecret(new Secret(locked), 'private-key')).toEqual({ ok: false, fault: 'key-encrypted' });
    for (const text of [cert, 'hunter2', 'MIIB'])
      expect(readSecret(new Secret(text), 'private-key')).toEqual({ ok: false, fault: 'not-a-private-key' });
  });
});
