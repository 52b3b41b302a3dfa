import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/kernel/secret.ts';
import type { SmtpAuthentication, SmtpConnection } from '../../src/smtp/smtp-connection.ts';
import { judge } from '../../src/smtp/verdict.ts';
import { RecordingLogger } from '../../src/testing/recording-logger.ts';
import { ACCEPT_ALL, startScriptedServer } from '../../src/testing/scripted-server.ts';
import { startTokenEndpoint } from '../../src/testing/token-endpoint.ts';
import { closeTransports, sendOne } from './transport-parts.ts';

const SECRET = 'R3cognisable-Passw0rd-äöü';
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await closeTransports();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** Ways in which a text may hold the secret. Base64 at any alignment, without the ends that depend on what surrounds it. */
function spellings(secret: string): string[] {
  const aligned = ['', 'x', 'xx'].map((before) =>
    Buffer.from(before + secret)
      .toString('base64')
      .slice(4, -4),
  );
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('latin1'), ...aligned];
}

const PASSWORD: SmtpAuthentication = { kind: 'password', username: 'robots', password: new Secret(SECRET) };

/** A server that answers every line after EHLO by repeating all that it was ever sent. */
async function parrot(mechanism: string, authentication: SmtpAuthentication): Promise<SmtpConnection> {
  const heard: string[] = [];
  const server = await startScriptedServer((line) => {
    heard.push(line);
    if (line === 'connect') return '220 parrot';
    if (line.startsWith('EHLO')) return `250-parrot\r\n250 AUTH ${mechanism}`;
    if (line === 'AUTH LOGIN' || line === 'AUTH CRAM-MD5') return '334 PDEyMzRAcGFycm90Pg==';
    if (line.startsWith('AUTH XOAUTH2') && heard.length < 4) return '334 eyJzdGF0dXMiOiI0MDAifQ==';
    const clear = heard.map((said) => Buffer.from(said.split(' ').at(-1) ?? '', 'base64').toString('latin1'));
    return `535 5.7.8 you said ${heard.join(' ')} that is ${clear.join(' ')} ${SECRET}`;
  });
  open.push(server);
  return {
    key: 'parrot',
    host: '127.0.0.1',
    port: server.port,
    security: 'plain',
    authentication,
    caCertificate: null,
    clientName: null,
    connectTimeout: 10_000,
    maxConnections: 1,
    maxMessagesPerMinute: 0,
    allowedNetworks: null,
  };
}

async function everythingTold(connection: SmtpConnection): Promise<string> {
  const logger = new RecordingLogger();
  const outcome = await sendOne(connection, { logger });
  expect(outcome.kind).toBe('failed');
  const verdict = outcome.kind === 'failed' ? judge(outcome.failure, connection) : null;
  return JSON.stringify([outcome, verdict, logger.lines]);
}

describe('a server that repeats what it was sent', () => {
  it.each(['PLAIN', 'LOGIN', 'CRAM-MD5'])('does not bring the password out, by %s', async (mechanism) => {
    const told = await everythingTold(await parrot(mechanism, PASSWORD));
    for (const spelling of spellings(SECRET)) expect(told).not.toContain(spelling);
    expect(told).not.toContain(Buffer.from(`\0robots\0${SECRET}`).toString('base64'));
  });

  it('does not bring an access token out', async () => {
    const endpoint = await startTokenEndpoint(() => ({
      status: 200,
      body: { access_token: SECRET, token_type: 'Bearer' },
    }));
    open.push(endpoint);
    const told = await everythingTold(await parrot('XOAUTH2', oauth(endpoint.url)));
    for (const spelling of spellings(SECRET)) expect(told).not.toContain(spelling);
  });

  it('does not bring a client secret out when it is the token endpoint', async () => {
    const endpoint = await startTokenEndpoint((form) => ({
      status: 401,
      body: { error: 'invalid_client', error_description: `what is ${JSON.stringify(form)}?` },
    }));
    open.push(endpoint);
    const told = await everythingTold(await parrot('XOAUTH2', oauth(endpoint.url)));
    expect(told).toContain('invalid_client');
    for (const spelling of spellings(SECRET)) expect(told).not.toContain(spelling);
  });
});

it('a log of a session that goes well holds neither secrets nor addresses nor the message', async () => {
  const server = await startScriptedServer((line) => {
    if (line.startsWith('EHLO')) return '250-x\r\n250 AUTH PLAIN';
    return line.startsWith('AUTH') ? '235 welcome' : ACCEPT_ALL(line);
  });
  open.push(server);
  const logger = new RecordingLogger();
  const connection = { ...(await parrot('PLAIN', PASSWORD)), port: server.port };
  expect(await sendOne(connection, { logger })).toMatchObject({ kind: 'accepted' });
  const told = JSON.stringify(logger.lines);
  expect(logger.lines.length).toBeGreaterThan(0);
  for (const word of [...spellings(SECRET), 'ops@acme.example', 'Hello']) expect(told).not.toContain(word);
});

function oauth(tokenUrl: string): SmtpAuthentication {
  return {
    kind: 'oauth2',
    username: 'robots',
    tokenUrl,
    grant: { kind: 'client-credentials', clientId: 'client-1', proof: { clientSecret: new Secret(SECRET) } },
    scope: null,
  };
}
