import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createSmtpDiagnosis } from '../../src/adapters/nodemailer/diagnosis.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { SecurityMode, SmtpConnection } from '../../src/smtp/smtp-connection.ts';
import type { DiagnosisStage, OutgoingMail } from '../../src/smtp/smtp-transport.ts';
import { judge } from '../../src/smtp/verdict.ts';
import { eventually } from '../../src/testing/eventually.ts';
import { startSmtpSink, type SmtpSink } from '../../src/testing/smtp-sink.ts';
import { makeCertificate } from '../../src/testing/make-certificate.ts';
import { clientCertificate } from './client-certificate.ts';
import { EXIM } from './servers/exim.ts';
import {
  BY_CERTIFICATE,
  BY_TOKEN,
  isSame,
  SIZE_LIMIT,
  startMailServer,
  tokenSignIn,
  type Listener,
  type MailServer,
} from './servers/mail-server.ts';
import { OPENSMTPD } from './servers/opensmtpd.ts';
import { POSTFIX } from './servers/postfix.ts';
import { CANNOT_START } from './servers/server-root.ts';
import { keepTokens, CARRY_ON, closeTransports, makeMail, makeTransport } from './transport-parts.ts';

const TABLE = readFileSync(new URL('../../../../docs/smtp-servers.md', import.meta.url), 'utf8').split('\n');
const KINDS = [POSTFIX, EXIM, OPENSMTPD];
/** The columns of the table, after that for servers where nobody signs in. */
const MECHANISMS = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2', 'OAUTHBEARER', BY_CERTIFICATE];
const SECURE = ['starttls', 'implicit-tls'] as const;

const HIDES_SIZE: Listener = { security: 'plain', mechanism: null, oddity: 'hides-size' };

beforeEach((context) => {
  context.skip(CANNOT_START !== null, CANNOT_START ?? '');
});

/** Mail that can be told from all other, so that it is known again where it arrives. */
function mailAbout(subject: string, bytes = 0): OutgoingMail {
  return makeMail({
    raw: Buffer.from(`Subject: ${subject}\r\n\r\nA line\r\n${`${'x'.repeat(70)}\r\n`.repeat(bytes / 72)}`),
  });
}

const diagnosis = createSmtpDiagnosis({
  tokens: keepTokens(),
  clock: systemClock,
  logger: silentLogger,
  timing: { greeting: 3_000 },
});

/** The last stage of a diagnosis that sends a mail. */
async function lastStage(connection: SmtpConnection, mail = makeMail()): Promise<DiagnosisStage> {
  const stages: DiagnosisStage[] = [];
  for await (const stage of diagnosis.run(connection, { mail, signal: CARRY_ON })) stages.push(stage);
  const last = stages.at(-1);
  if (last === undefined) throw new Error('a diagnosis without stages');
  return last;
}

/** What became of a mail, in words: where it ended, what it means. */
async function verdictOn(connection: SmtpConnection, mail = makeMail()): Promise<string> {
  const { stage, failure } = await lastStage(connection, mail);
  if (failure === null) return `passed ${stage}`;
  const { kind, reason } = judge(failure, connection);
  return `${kind} ${reason} at ${stage}`;
}

/** A cell of the table: mail went, or why not. */
async function wordFor(connection: SmtpConnection): Promise<string> {
  const { failure } = await lastStage(connection);
  return failure === null ? 'yes' : `\`${judge(failure, connection).reason}\``;
}

/** What the table says of a server and a security mode, a cell for each mechanism. */
function rowOf(server: string, security: SecurityMode): string[] {
  const row = TABLE.map((line) => line.split('|').map((cell) => cell.trim())).find(
    ([, name, mode]) => name?.startsWith(server) === true && mode === security,
  );
  if (row === undefined) throw new Error(`docs/smtp-servers.md has no row for ${server}, ${security}`);
  return row.slice(3, -1);
}

describe.each(KINDS)('$name', (kind) => {
  let sink: SmtpSink;
  let server: MailServer;
  const open: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    if (CANNOT_START !== null) return;
    sink = await startSmtpSink();
    open.push(sink);
    server = await startMailServer(kind, sink.port);
    open.unshift(server);
  });

  afterAll(async () => {
    for (const one of open) await one.close();
  });

  const arrived = (subject: string): Promise<unknown> =>
    eventually(
      `"${subject}" arrives`,
      () => sink.mails.some(({ raw }) => raw.includes(`Subject: ${subject}\r\n`)),
      {
        within: 30_000,
      },
    );

  const ordinary = kind.listeners.filter(
    ({ oddity, security }) => oddity === undefined && (kind.tlsWorks || security === 'plain'),
  );

  it.each(ordinary)(
    'takes mail over $security by $mechanism, names it, and passes it on',
    async (listener) => {
      const subject = `${listener.security} ${listener.mechanism}`;
      const connection = server.connection(listener);
      const outcome = await makeTransport().send(connection, mailAbout(subject), CARRY_ON);
      onTestFinished(closeTransports);
      const queueId = outcome.kind === 'accepted' ? outcome.queueId : null;
      expect(queueId).toMatch(/^[\w-]{8,}$/);
      // The name by which its own log knows the mail.
      await eventually('the log names it', () => queueId !== null && server.log().includes(queueId));
      await arrived(subject);
    },
  );

  it('does what docs/smtp-servers.md says of it', async () => {
    for (const security of ['plain', 'starttls', 'implicit-tls'] as const) {
      const cells = [];
      for (const mechanism of [null, ...MECHANISMS]) {
        const listener = kind.listeners.find((one) => isSame(one, { security, mechanism }));
        cells.push(listener === undefined ? '–' : await wordFor(server.connection(listener)));
      }
      expect(cells).toEqual(rowOf(kind.name, security));
    }
  });

  const withSignIn = ordinary.filter(({ mechanism }) => mechanism !== null);

  const withPassword = withSignIn.filter(
    ({ mechanism }) => !BY_TOKEN.includes(mechanism) && mechanism !== BY_CERTIFICATE,
  );

  it.each(withPassword)('refuses a wrong password over $security by $mechanism', async (listener) => {
    const password = new Secret('wrong-secret');
    const connection = server.connection(listener, {
      authentication: { kind: 'password', username: 'robots', password },
    });
    expect(await verdictOn(connection)).toBe('configuration authentication-failed at authentication');
  });

  const withToken = withSignIn.filter(({ mechanism }) => BY_TOKEN.includes(mechanism));

  it.runIf(withToken.length > 0).each(withToken)(
    'says over $security by $mechanism why it refuses a token',
    async (listener) => {
      const authentication = tokenSignIn(server.tokenUrl, 'revoked');
      const connection = server.connection(listener, { authentication });
      const { failure } = await lastStage(connection);
      // RFC 7628 section 3.2.2 names it; XOAUTH2 has a number of HTTP's.
      const code = listener.mechanism === 'OAUTHBEARER' ? 'invalid_token' : '401';
      expect(failure).toMatchObject({ kind: 'reply', code });
      expect(failure?.text).toContain(`status: ${code}`);
      expect(await verdictOn(connection)).toBe('configuration authentication-failed at authentication');
    },
  );

  const byCertificate = withSignIn.filter(({ mechanism }) => mechanism === BY_CERTIFICATE);

  it.runIf(byCertificate.length > 0).each(byCertificate)(
    'takes a certificate over $security as the account that it is for alone, and from its authority alone',
    async (listener) => {
      const as = (username: string) =>
        server.connection(listener, { authentication: { kind: 'certificate', username } });
      expect(await verdictOn(as('postern.example'))).toBe('passed reply');
      expect(await verdictOn(as('mallory.example'))).toBe(
        'configuration authentication-failed at authentication',
      );
      const forged = clientCertificate(await makeCertificate({ names: ['postern.example'] }));
      const connection = server.connection(listener, { clientCertificate: forged });
      expect(await verdictOn(connection)).toBe('configuration authentication-not-offered at authentication');
    },
  );

  it.each(withSignIn)(
    'takes mail of nobody unknown over $security where $mechanism is asked for',
    async (listener) => {
      const connection = server.connection(listener, { authentication: { kind: 'none' } });
      expect(await verdictOn(connection)).toMatch(
        /^configuration authentication-required at (mail-from|rcpt-to)$/,
      );
    },
  );

  describe.runIf(kind.tlsWorks).each(SECURE)('over %s', (security) => {
    const offering = (oddity?: 'expired' | 'wrong-name'): Listener => ({
      security,
      mechanism: 'PLAIN',
      ...(oddity === undefined ? {} : { oddity }),
    });

    it('is not believed without its authority', async () => {
      expect(await verdictOn(server.connection(offering(), { caCertificate: null }))).toBe(
        'configuration certificate-rejected at certificate',
      );
    });

    it.each([
      ['expired', 'CERT_HAS_EXPIRED'],
      ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ] as const)(
      'is not believed with a certificate that is %s, and is told no password',
      async (oddity, code) => {
        const connection = server.connection(offering(oddity));
        expect(await lastStage(connection)).toMatchObject({
          stage: 'certificate',
          outcome: 'failed',
          failure: { code },
        });
      },
    );
  });

  it.runIf(!kind.tlsWorks).each(SECURE)('is said to fail by itself over %s', async (security) => {
    const connection = server.connection({ security, mechanism: null });
    expect(await lastStage(connection)).toMatchObject({
      stage: 'starttls',
      failure: { kind: 'tls', code: 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR' },
    });
    expect(await verdictOn(connection)).toBe('configuration tls-failed at starttls');
  });

  it('is given up where it waits for TLS from the first byte', async () => {
    const { port } = server.connection({ security: 'implicit-tls', mechanism: null });
    const connection = server.connection({ security: 'starttls', mechanism: null }, { port });
    expect(await verdictOn(connection)).toBe('transient timeout at greeting');
  });

  it('is told to be spoken to with STARTTLS', async () => {
    const { port } = server.connection({ security: 'starttls', mechanism: null });
    const connection = server.connection({ security: 'implicit-tls', mechanism: null }, { port });
    expect(await verdictOn(connection)).toBe('configuration starttls-expected at starttls');
  });

  it('is sent nothing in the clear where it has no STARTTLS', async () => {
    const { port } = server.connection({ security: 'plain', mechanism: null });
    const connection = server.connection({ security: 'starttls', mechanism: null }, { port });
    expect(await verdictOn(connection, mailAbout('in the clear'))).toBe(
      'configuration starttls-not-offered at starttls',
    );
  });

  it('is not sent what is larger than it takes', async () => {
    const connection = server.connection({ security: 'plain', mechanism: null });
    expect(await verdictOn(connection, mailAbout('large', SIZE_LIMIT * 2))).toBe(
      'permanent message-too-large at mail-from',
    );
  });

  it('puts off whom it does not know, and takes the mail when it comes again', async () => {
    const connection = server.connection({ security: 'plain', mechanism: null, oddity: 'greylists' });
    expect(await verdictOn(connection, mailAbout('put off'))).toBe('transient greylisted at rcpt-to');
    // OpenSMTPD has no memory for it.
    if (kind === OPENSMTPD) return;
    expect(await verdictOn(connection, mailAbout('put off'))).toBe('passed reply');
    await arrived('put off');
  });

  it('that turns callers away with 421 is busy', async () => {
    const connection = server.connection({ security: 'plain', mechanism: null, oddity: 'too-many' });
    const other = connect(connection.port, '127.0.0.1');
    onTestFinished(() => void other.destroy());
    await new Promise((resolve) => other.once('data', resolve));
    expect(await verdictOn(connection)).toBe('transient busy at greeting');
  });

  it('that hangs is given up, at its greeting and in the middle of a kept session', async () => {
    const connection = server.connection({ security: 'plain', mechanism: null });
    const transport = makeTransport({ timing: { greeting: 1_000, command: 1_000 } });
    onTestFinished(closeTransports);
    expect(await transport.send(connection, makeMail(), CARRY_ON)).toMatchObject({ kind: 'accepted' });
    server.freeze();
    try {
      expect(await transport.send(connection, makeMail(), CARRY_ON)).toMatchObject({
        kind: 'failed',
        failure: { kind: 'timeout', stage: 'mail-from' },
      });
      expect(await transport.send(connection, makeMail(), CARRY_ON)).toMatchObject({
        kind: 'failed',
        failure: { kind: 'timeout', stage: 'greeting' },
      });
    } finally {
      server.thaw();
    }
    expect(await transport.send(connection, makeMail(), CARRY_ON)).toMatchObject({ kind: 'accepted' });
  });

  it.runIf(kind.listeners.some((one) => isSame(one, HIDES_SIZE)))(
    'that did not say how much it takes refuses what is too large with 552',
    async () => {
      const connection = server.connection(HIDES_SIZE);
      expect(await lastStage(connection, mailAbout('large', SIZE_LIMIT * 2))).toMatchObject({
        failure: { reply: { code: 552, enhanced: '5.3.4' } },
      });
      expect(await verdictOn(connection, mailAbout('large', SIZE_LIMIT * 2))).toBe(
        'permanent message-too-large at reply',
      );
    },
  );
});
