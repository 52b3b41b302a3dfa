import { describe, expect, it } from 'vitest';
import { Secret } from '../../kernel/secret.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { OAuthSignIn } from './request-token.ts';
import type { SecurityMode, SmtpAuthentication } from '../../smtp/smtp-connection.ts';
import { success } from './attempt.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { signInWith } from './sign-in.ts';

const tokens: AccessTokens = { get: async () => success(new Secret('token')) };

const PASSWORD: SmtpAuthentication = {
  kind: 'password',
  username: 'robots',
  password: new Secret('hunter2-secret'),
};
const OAUTH: OAuthSignIn = {
  kind: 'oauth2',
  username: 'robots',
  tokenUrl: 'https://tokens.example/token',
  grant: { kind: 'client-credentials', clientId: 'client', proof: { clientSecret: new Secret('secret') } },
  scope: null,
};

const NTLM: SmtpAuthentication = { ...PASSWORD, kind: 'ntlm' };

function mechanismFor({
  mechanisms,
  authentication = PASSWORD,
  security = 'starttls',
}: {
  readonly mechanisms: readonly string[];
  readonly authentication?: SmtpAuthentication;
  readonly security?: SecurityMode;
}): string {
  const attempt = signInWith({
    connection: { authentication, security, host: 'mx.example', port: 587, allowedNetworks: null },
    mechanisms,
    tokens,
    clock: new FakeClock(),
    gotToken: () => undefined,
  });
  return attempt.ok ? attempt.value.mechanism : attempt.failure.kind;
}

describe('signInWith', () => {
  it.each([
    ['starttls', ['LOGIN', 'PLAIN', 'CRAM-MD5'], 'PLAIN'],
    ['starttls', ['LOGIN', 'XOAUTH2'], 'LOGIN'],
    ['implicit-tls', ['CRAM-MD5'], 'CRAM-MD5'],
    ['plain', ['PLAIN', 'LOGIN', 'CRAM-MD5'], 'CRAM-MD5'],
    ['plain', ['LOGIN'], 'LOGIN'],
    ['starttls', ['NTLM', 'LOGIN'], 'LOGIN'],
    ['starttls', ['NTLM', 'GSSAPI'], 'NTLM'],
  ] as const)('over %s takes of %j the mechanism %s', (security, mechanisms, method) => {
    expect(mechanismFor({ security, mechanisms })).toBe(method);
  });

  it('signs in with a token where the server takes tokens', () => {
    expect(mechanismFor({ authentication: OAUTH, mechanisms: ['LOGIN', 'XOAUTH2'] })).toBe('XOAUTH2');
  });

  it('prefers the standard way with a token to its forerunner', () => {
    expect(mechanismFor({ authentication: OAUTH, mechanisms: ['XOAUTH2', 'OAUTHBEARER'] })).toBe(
      'OAUTHBEARER',
    );
  });

  it('signs in by NTLM alone where that was asked for', () => {
    expect(mechanismFor({ authentication: NTLM, mechanisms: ['PLAIN', 'NTLM'] })).toBe('NTLM');
  });

  it('lets a client certificate speak where that was asked for, and nowhere else', () => {
    const mechanisms = ['PLAIN', 'EXTERNAL'];
    expect(mechanismFor({ authentication: { kind: 'certificate', username: null }, mechanisms })).toBe(
      'EXTERNAL',
    );
    expect(mechanismFor({ mechanisms })).toBe('PLAIN');
    expect(mechanismFor({ mechanisms: ['EXTERNAL'] })).toBe('not-offered');
  });

  it.each([
    [PASSWORD, []],
    [PASSWORD, ['SCRAM-SHA-1', 'GSSAPI']],
    [NTLM, ['PLAIN', 'LOGIN']],
    [OAUTH, ['PLAIN', 'LOGIN']],
  ])('never falls back to a mechanism that the server does not offer', (authentication, mechanisms) => {
    expect(mechanismFor({ authentication, mechanisms })).toBe('not-offered');
  });
});
