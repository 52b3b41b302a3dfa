import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SmtpTiming } from '../../src/adapters/nodemailer/smtp-timing.ts';
import { DAY } from '../../src/kernel/clock.ts';
import type { SmtpConnection } from '../../src/smtp/smtp-connection.ts';
import { judge } from '../../src/smtp/verdict.ts';
import { makeCertificate, type TestCertificate } from '../../src/testing/make-certificate.ts';
import {
  ACCEPT_ALL,
  startScriptedServer,
  type ScriptedServerScript,
} from '../../src/testing/scripted-server.ts';
import { startSmtpSink, type SinkOptions, type SmtpSink } from '../../src/testing/smtp-sink.ts';
import { closeTransports, sendOne } from './transport-parts.ts';

const MODES = ['starttls', 'implicit-tls'] as const;
const open: { close(): Promise<void> }[] = [];
let certificate: TestCertificate;

beforeAll(async () => {
  certificate = await makeCertificate();
});

afterEach(async () => {
  await closeTransports();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function sinkWith(options: SinkOptions): Promise<SmtpSink> {
  const sink = await startSmtpSink({ certificate, ...options });
  open.push(sink);
  return sink;
}

async function verdictOn(connection: SmtpConnection, timing: Partial<SmtpTiming> = {}): Promise<string> {
  const outcome = await sendOne(connection, { timing });
  if (outcome.kind === 'accepted') return 'accepted';
  const verdict = judge(outcome.failure, connection);
  return `${verdict.reason} at ${outcome.failure.stage}`;
}

describe.each(MODES)('with %s', (security) => {
  it('sends over TLS to a server whose authority the settings name', async () => {
    const sink = await sinkWith({ security });
    expect(await sendOne(sink.connection())).toMatchObject({
      kind: 'accepted',
      certificateUntil: expect.any(Number) as number,
    });
    expect(sink.mails[0]?.secure).toBe(true);
  });

  it('checks the certificate for the name that was set', async () => {
    const sink = await sinkWith({ security });
    expect(await verdictOn(sink.connection({ host: 'localhost' }))).toBe('accepted');
    const other = await sinkWith({
      security,
      certificate: await makeCertificate({ names: ['mx.other.example'] }),
    });
    expect(await verdictOn(other.connection())).toBe('certificate-rejected at certificate');
    expect(other.mails).toEqual([]);
  });

  it('refuses an authority that nobody named', async () => {
    const sink = await sinkWith({ security });
    expect(await verdictOn(sink.connection({ caCertificate: null }))).toBe(
      'certificate-rejected at certificate',
    );
    expect(sink.mails).toEqual([]);
  });

  it('refuses another authority than the one that was named', async () => {
    const sink = await sinkWith({ security });
    const { ca } = await makeCertificate();
    expect(await verdictOn(sink.connection({ caCertificate: ca }))).toBe(
      'certificate-rejected at certificate',
    );
  });

  it('takes a self-signed certificate only when it is named itself', async () => {
    const selfSigned = await makeCertificate({ selfSigned: true });
    const sink = await sinkWith({ security, certificate: selfSigned });
    expect(await verdictOn(sink.connection({ caCertificate: null }))).toBe(
      'certificate-rejected at certificate',
    );
    expect(await verdictOn(sink.connection())).toBe('accepted');
  });

  it('refuses an expired certificate', async () => {
    const expired = await makeCertificate({ until: Date.now() - DAY });
    const sink = await sinkWith({ security, certificate: expired });
    const outcome = await sendOne(sink.connection());
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'CERT_HAS_EXPIRED', stage: 'certificate' },
    });
  });

  it('trusts nobody more for a certificate authority that cannot be read', async () => {
    const sink = await sinkWith({ security });
    const caCertificate = '-----BEGIN CERTIFICATE-----\nno\n';
    expect(await verdictOn(sink.connection({ caCertificate }))).toBe('certificate-rejected at certificate');
  });
});

describe('secure connection on', () => {
  it('never goes on in the clear where STARTTLS is not offered', async () => {
    const sink = await sinkWith({ security: 'plain' });
    expect(await verdictOn(sink.connection({ security: 'starttls' }))).toBe(
      'starttls-not-offered at starttls',
    );
    expect(sink.mails).toEqual([]);
  });

  it.each([
    ['refuses STARTTLS for now', '454 4.7.0 not now', 'refused-temporarily at starttls'],
    ['refuses STARTTLS for good', '501 5.5.4 no', 'tls-failed at starttls'],
    ['hangs up at STARTTLS', 'drop', 'connection-lost at starttls'],
  ])('never goes on in the clear where the server %s', async (_what, answer, verdict) => {
    const lines: string[] = [];
    const connection = await scripted((line) => {
      lines.push(line);
      if (line.startsWith('EHLO')) return '250-scripted\r\n250 STARTTLS';
      return line === 'STARTTLS' ? answer : ACCEPT_ALL(line);
    });
    expect(await verdictOn(connection)).toBe(verdict);
    expect(lines.filter((line) => !/^(connect|EHLO|STARTTLS|QUIT)/.test(line))).toEqual([]);
  });

  it('needs more than HELO', async () => {
    const connection = await scripted((line) => (line.startsWith('EHLO') ? '502 what' : ACCEPT_ALL(line)));
    expect(await verdictOn(connection)).toBe('starttls-not-offered at ehlo');
  });

  it('tells TLS from the first byte from STARTTLS when the port is the wrong one', async () => {
    const sink = await sinkWith({ security: 'starttls' });
    expect(await verdictOn(sink.connection({ security: 'implicit-tls' }))).toBe(
      'starttls-expected at starttls',
    );
  });

  it('is mute on a port for TLS from the first byte, and says so', async () => {
    const sink = await sinkWith({ security: 'implicit-tls' });
    const mute = sink.connection({ security: 'starttls' });
    expect(await verdictOn(mute, { greeting: 1_000 })).toBe('timeout at greeting');
  });

  it('speaks nothing older than TLS 1.2', async () => {
    const sink = await sinkWith({
      security: 'starttls',
      tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' },
    });
    expect(await verdictOn(sink.connection())).toBe('tls-failed at starttls');
  });
});

describe('secure connection off', () => {
  it('stays in the clear even where STARTTLS is offered', async () => {
    const sink = await sinkWith({ security: 'starttls' });
    expect(await sendOne(sink.connection({ security: 'plain' }))).toMatchObject({ kind: 'accepted' });
    expect(sink.mails[0]?.secure).toBe(false);
  });
});

async function scripted(script: ScriptedServerScript): Promise<SmtpConnection> {
  const server = await startScriptedServer(script);
  open.push(server);
  return {
    key: 'scripted',
    host: '127.0.0.1',
    port: server.port,
    security: 'starttls',
    authentication: { kind: 'none' },
    caCertificate: null,
    clientName: null,
    connectTimeout: 10_000,
    maxConnections: 1,
    maxMessagesPerMinute: 0,
    allowedNetworks: null,
  };
}
