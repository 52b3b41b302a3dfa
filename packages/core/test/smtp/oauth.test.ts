import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/kernel/secret.ts';
import type { SmtpAuthentication, SmtpConnection } from '../../src/smtp/smtp-connection.ts';
import type { SendOutcome } from '../../src/smtp/smtp-transport.ts';
import { judge } from '../../src/smtp/verdict.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { makeCertificate } from '../../src/testing/make-certificate.ts';
import { makeServiceAccountKey } from '../../src/testing/make-service-account-key.ts';
import { startSmtpSink, type SinkOptions, type SmtpSink } from '../../src/testing/smtp-sink.ts';
import {
  startTokenEndpoint,
  type TokenAnswer,
  type TokenEndpoint,
} from '../../src/testing/token-endpoint.ts';
import { clientCertificate as asClientCertificate } from './client-certificate.ts';
import { CARRY_ON, closeTransports, makeMail, makeTransport, sendOne } from './transport-parts.ts';

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

async function endpointWith(answer: Parameters<typeof startTokenEndpoint>[0]): Promise<TokenEndpoint> {
  const endpoint = await startTokenEndpoint(answer);
  open.push(endpoint);
  return endpoint;
}

function verdictOn(outcome: SendOutcome, connection: SmtpConnection): string {
  if (outcome.kind === 'accepted') return 'accepted';
  const { kind, reason } = judge(outcome.failure, connection);
  return `${kind} ${reason}`;
}

/** A part of a JSON Web Token. */
function read(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}

describe('with OAuth 2.0', () => {
  const GIVEN: TokenAnswer = {
    status: 200,
    body: { access_token: 'good-token', token_type: 'Bearer', expires_in: 3_600 },
  };

  function signIn(
    tokenUrl: string,
    overrides: Partial<Extract<SmtpAuthentication, { kind: 'oauth2' }>> = {},
  ) {
    return {
      authentication: {
        kind: 'oauth2',
        username: 'robots',
        tokenUrl,
        grant: {
          kind: 'client-credentials',
          clientId: 'client-1',
          proof: { clientSecret: new Secret('client-secret-1') },
        },
        scope: 'https://outlook.office365.com/.default',
        ...overrides,
      },
    } as const;
  }

  const oauthSink = (): Promise<SmtpSink> =>
    sinkWith({ user: { name: 'robots', secret: 'good-token', mechanisms: ['XOAUTH2'] } });

  it('signs in by client credentials', async () => {
    const [sink, endpoint] = [await oauthSink(), await endpointWith(() => GIVEN)];
    expect(await sendOne(sink.connection(signIn(endpoint.url)))).toMatchObject({ kind: 'accepted' });
    expect(endpoint.requests).toEqual([
      {
        grant_type: 'client_credentials',
        client_id: 'client-1',
        client_secret: 'client-secret-1',
        scope: 'https://outlook.office365.com/.default',
      },
    ]);
  });

  it('signs in by a refresh token, without a client secret where there is none', async () => {
    const [sink, endpoint] = [await oauthSink(), await endpointWith(() => GIVEN)];
    const connection = sink.connection(
      signIn(endpoint.url, {
        grant: {
          kind: 'refresh-token',
          clientId: 'client-1',
          proof: null,
          refreshToken: new Secret('refresh-1'),
        },
        scope: null,
      }),
    );
    expect(await sendOne(connection)).toMatchObject({ kind: 'accepted' });
    expect(endpoint.requests).toEqual([
      { grant_type: 'refresh_token', client_id: 'client-1', refresh_token: 'refresh-1' },
    ]);
  });

  it('signs in by the key of a service account, for the user name', async () => {
    const [sink, endpoint] = [await oauthSink(), await endpointWith(() => GIVEN)];
    const { key, publicKey } = makeServiceAccountKey(endpoint.url);
    const grant = { kind: 'service-account', key } as const;
    const scope = 'https://mail.google.com/';
    const clock = new FakeClock();
    const connection = sink.connection(signIn(endpoint.url, { grant, scope }));
    expect(await sendOne(connection, { clock })).toMatchObject({ kind: 'accepted' });
    const [form] = endpoint.requests;
    expect(Object.keys(form!).toSorted()).toEqual(['assertion', 'grant_type']);
    expect(form!.grant_type).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const [header, claims, signature] = form!.assertion!.split('.');
    expect(read(header!)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-1' });
    const issued = Math.floor(clock.now() / 1_000);
    expect(read(claims!)).toEqual({
      iss: 'robot@project.iam.gserviceaccount.com',
      sub: 'robots',
      scope,
      aud: endpoint.url,
      iat: issued,
      exp: issued + 3_600,
    });
    const signed = Buffer.from(`${header!}.${claims!}`);
    expect(verify('RSA-SHA256', signed, publicKey, Buffer.from(signature!, 'base64url'))).toBe(true);
  });

  it('signs in by a certificate in the place of a client secret, as Microsoft wants it', async () => {
    const [sink, endpoint] = [await oauthSink(), await endpointWith(() => GIVEN)];
    const certificate = await makeCertificate();
    const { publicKey, raw } = new X509Certificate(certificate.cert);
    const clientCertificate = asClientCertificate(certificate);
    const grant = { kind: 'client-credentials', clientId: 'client-1', proof: { clientCertificate } } as const;
    const clock = new FakeClock();
    const connection = sink.connection(signIn(endpoint.url, { grant }));
    expect(await sendOne(connection, { clock })).toMatchObject({ kind: 'accepted' });
    const { client_assertion: assertion, ...form } = endpoint.requests[0]!;
    expect(form).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client-1',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: 'https://outlook.office365.com/.default',
    });
    const [header, claims, signature] = assertion!.split('.');
    expect(read(header!)).toEqual({
      alg: 'PS256',
      typ: 'JWT',
      'x5t#S256': createHash('sha256').update(raw).digest('base64url'),
    });
    const issued = Math.floor(clock.now() / 1_000);
    expect(read(claims!)).toEqual({
      iss: 'client-1',
      sub: 'client-1',
      aud: endpoint.url,
      jti: expect.stringMatching(/^[\w-]{20,}$/) as string,
      iat: issued,
      nbf: issued,
      exp: issued + 300,
    });
    const key = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    const signed = Buffer.from(`${header!}.${claims!}`);
    expect(verify('RSA-SHA256', signed, key, Buffer.from(signature!, 'base64url'))).toBe(true);
  });

  it('asks nobody with the key of another certificate', async () => {
    const [sink, endpoint] = [await oauthSink(), await endpointWith(() => GIVEN)];
    const [one, other] = [await makeCertificate(), await makeCertificate()];
    const proof = { clientCertificate: asClientCertificate(one, other.key) };
    const grant = { kind: 'client-credentials', clientId: 'client-1', proof } as const;
    const connection = sink.connection(signIn(endpoint.url, { grant }));
    const outcome = await sendOne(connection);
    expect(verdictOn(outcome, connection)).toBe('configuration token-failed');
    expect(JSON.stringify(outcome)).toContain('oauth-client-key is not the key');
    expect(endpoint.requests).toEqual([]);
  });

  it('signs nothing for a token endpoint that the key is not for', async () => {
    const [sink, endpoint] = [await oauthSink(), await endpointWith(() => GIVEN)];
    const { key } = makeServiceAccountKey('https://oauth2.googleapis.com/token');
    const connection = sink.connection(signIn(endpoint.url, { grant: { kind: 'service-account', key } }));
    const outcome = await sendOne(connection);
    expect(verdictOn(outcome, connection)).toBe('configuration token-failed');
    expect(outcome).toMatchObject({
      failure: { text: expect.stringContaining('another token endpoint') as string },
    });
    expect(endpoint.requests).toEqual([]);
  });

  it('asks for one token for all sessions, until shortly before it ends', async () => {
    const clock = new FakeClock();
    const [sink, endpoint] = [await oauthSink(), await endpointWith(() => GIVEN)];
    const transport = makeTransport({ clock });
    const connection = sink.connection(signIn(endpoint.url));
    const sendSome = () =>
      Promise.all(Array.from({ length: 10 }, () => transport.send(connection, makeMail(), CARRY_ON)));
    await sendSome();
    expect(endpoint.requests).toHaveLength(1);
    clock.advance(3_299_000);
    transport.retire(connection.key);
    await sendSome();
    expect(endpoint.requests).toHaveLength(1);
    clock.advance(2_000);
    transport.retire(connection.key);
    await sendSome();
    expect(endpoint.requests).toHaveLength(2);
  });

  it('asks for a new token when the server refuses a kept one', async () => {
    const answers = ['revoked-token', 'good-token'];
    const [sink, endpoint] = [
      await oauthSink(),
      await endpointWith((_form, before) => ({
        ...GIVEN,
        body: { ...GIVEN.body, access_token: answers[before] ?? 'other' },
      })),
    ];
    expect(await sendOne(sink.connection(signIn(endpoint.url)))).toMatchObject({ kind: 'accepted' });
    expect(endpoint.requests).toHaveLength(2);
  });

  it('says so when every token is refused', async () => {
    const bad = { ...GIVEN, body: { ...GIVEN.body, access_token: 'bad-token' } };
    const [sink, endpoint] = [await oauthSink(), await endpointWith(() => bad)];
    const connection = sink.connection(signIn(endpoint.url));
    expect(verdictOn(await sendOne(connection), connection)).toBe('configuration authentication-failed');
  });

  it.each([
    [
      'a wrong client secret',
      { status: 401, body: { error: 'invalid_client' } },
      'configuration token-failed',
    ],
    [
      'an ended refresh token',
      { status: 400, body: { error: 'invalid_grant' } },
      'configuration token-failed',
    ],
    ['an endpoint in trouble', { status: 503, body: {} }, 'transient token-failed'],
    ['an answer without a token', { status: 200, body: { token_type: 'Bearer' } }, 'transient token-failed'],
  ])('tells %s', async (_what, answer, verdict) => {
    const [sink, endpoint] = [await oauthSink(), await endpointWith(() => answer)];
    const connection = sink.connection(signIn(endpoint.url));
    const outcome = await sendOne(connection);
    expect(verdictOn(outcome, connection)).toBe(verdict);
    expect(outcome).toMatchObject({ failure: { stage: 'authentication', kind: 'token' } });
    expect(sink.signIns).toEqual([]);
  });

  it('tells an endpoint that is away', async () => {
    const [sink, endpoint] = [await oauthSink(), await endpointWith(() => GIVEN)];
    await endpoint.close();
    const connection = sink.connection(signIn(endpoint.url));
    const outcome = await sendOne(connection);
    expect(outcome).toMatchObject({ failure: { kind: 'token', code: 'ECONNREFUSED' } });
    expect(verdictOn(outcome, connection)).toBe('transient token-failed');
  });

  it('asks for no token that the server would not take', async () => {
    const sink = await sinkWith({ user: { name: 'robots', secret: 'good-token', mechanisms: ['PLAIN'] } });
    const endpoint = await endpointWith(() => GIVEN);
    const connection = sink.connection(signIn(endpoint.url));
    expect(verdictOn(await sendOne(connection), connection)).toBe('configuration authentication-not-offered');
    expect(endpoint.requests).toEqual([]);
  });
});
