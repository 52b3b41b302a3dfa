import { describe, expect, it } from 'vitest';
import { Secret } from '../../kernel/secret.ts';
import type { AccessTokens, OAuthSignIn } from './access-tokens.ts';
import { success } from './attempt.ts';
import { signInWith, type SignInContext } from './sign-in.ts';

const tokens: AccessTokens = { get: async () => success(new Secret('token')) };

const PASSWORD: SignInContext['authentication'] = {
  kind: 'password',
  username: 'robots',
  password: new Secret('hunter2-secret'),
};
const OAUTH: OAuthSignIn = {
  kind: 'oauth2',
  username: 'robots',
  tokenUrl: 'https://tokens.example/token',
  clientId: 'client',
  clientSecret: new Secret('secret'),
  grant: 'client-credentials',
  refreshToken: null,
  scope: null,
};

function methodFor(overrides: Partial<SignInContext>): string {
  const attempt = signInWith({
    authentication: PASSWORD,
    security: 'starttls',
    mechanisms: [],
    tokens,
    gotToken: () => undefined,
    ...overrides,
  });
  return attempt.ok ? String(attempt.value.method) : attempt.failure.kind;
}

describe('signInWith', () => {
  it.each([
    ['starttls', ['LOGIN', 'PLAIN', 'CRAM-MD5'], 'PLAIN'],
    ['starttls', ['LOGIN', 'XOAUTH2'], 'LOGIN'],
    ['implicit-tls', ['CRAM-MD5'], 'CRAM-MD5'],
    ['plain', ['PLAIN', 'LOGIN', 'CRAM-MD5'], 'CRAM-MD5'],
    ['plain', ['LOGIN'], 'LOGIN'],
  ] as const)('over %s takes of %j the mechanism %s', (security, mechanisms, method) => {
    expect(methodFor({ security, mechanisms })).toBe(method);
  });

  it('signs in with a token where the server takes tokens', () => {
    expect(methodFor({ authentication: OAUTH, mechanisms: ['LOGIN', 'XOAUTH2'] })).toBe('XOAUTH2');
  });

  it.each([
    [PASSWORD, []],
    [PASSWORD, ['NTLM', 'GSSAPI']],
    [OAUTH, ['PLAIN', 'LOGIN']],
  ])('never falls back to a mechanism that the server does not offer', (authentication, mechanisms) => {
    expect(methodFor({ authentication, mechanisms })).toBe('not-offered');
  });
});
