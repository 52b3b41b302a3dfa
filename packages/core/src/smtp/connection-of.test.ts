import { describe, expect, it } from 'vitest';
import { HOST } from '../kernel/level.ts';
import { Secret } from '../kernel/secret.ts';
import type { EffectiveConnection } from '../settings/effective-settings.ts';
import { connectionOf } from './connection-of.ts';

const password = new Secret('hunter2-secret');

function effective(overrides: Partial<EffectiveConnection> = {}): EffectiveConnection {
  return {
    owner: HOST,
    revisionId: 'revision-7',
    revisionNumber: 7,
    smtpHost: 'smtp.example.com',
    smtpPort: 587,
    secureConnection: true,
    useDefaultCredentials: false,
    authentication: 'password',
    connectTimeout: 10_000,
    maxConnections: 5,
    maxMessagesPerMinute: 0,
    allowedNetworks: null,
    tokenNetworks: null,
    texts: { smtpUsername: 'robots' },
    secrets: {},
    ...overrides,
  };
}

describe('connectionOf', () => {
  it.each([
    [{ secureConnection: true, smtpPort: 587 }, 'starttls'],
    [{ secureConnection: true, smtpPort: 25 }, 'starttls'],
    [{ secureConnection: true, smtpPort: 465 }, 'implicit-tls'],
    [{ secureConnection: false, smtpPort: 465 }, 'plain'],
    [{ secureConnection: false, smtpPort: 25 }, 'plain'],
  ])('makes of the one switch %j the mode %s', (settings, security) => {
    expect(connectionOf(effective(settings), { smtpPassword: password }).security).toBe(security);
  });

  it('is identified by the revision it comes from', () => {
    expect(connectionOf(effective(), { smtpPassword: password }).key).toBe('revision-7');
  });

  it.each([
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['[::1]', '::1'],
    ['127.0.0.1', '127.0.0.1'],
  ])('gives the network %s as %s', (smtpHost, host) => {
    expect(connectionOf(effective({ smtpHost }), { smtpPassword: password }).host).toBe(host);
  });

  it('puts the domain before the user name', () => {
    const texts = { smtpUsername: 'robots', smtpDomain: 'CORP' };
    const { authentication } = connectionOf(effective({ texts }), { smtpPassword: password });
    expect(authentication).toEqual({ kind: 'password', username: 'CORP\\robots', password });
  });

  it('signs in nowhere when there is nothing to sign in with', () => {
    const none = connectionOf(effective({ authentication: 'none' }), { smtpPassword: password });
    expect(none.authentication).toEqual({ kind: 'none' });
  });

  it('signs in by NTLM as DOMAIN\\user where that was asked for', () => {
    const texts = { smtpUsername: 'robots', smtpDomain: 'CORP' };
    const ntlm = connectionOf(effective({ authentication: 'ntlm', texts }), { smtpPassword: password });
    expect(ntlm.authentication).toEqual({ kind: 'ntlm', username: 'CORP\\robots', password });
  });

  it('carries what a token is asked for with', () => {
    const oauth = effective({
      authentication: 'oauth2',
      texts: {
        smtpUsername: 'robots@contoso.example',
        oauthTokenUrl: 'https://login.microsoftonline.com/contoso/oauth2/v2.0/token',
        oauthClientId: 'client',
        oauthScope: 'https://outlook.office365.com/.default',
      },
    });
    expect(connectionOf(oauth, { oauthClientSecret: password }).authentication).toEqual({
      kind: 'oauth2',
      username: 'robots@contoso.example',
      tokenUrl: 'https://login.microsoftonline.com/contoso/oauth2/v2.0/token',
      grant: { kind: 'client-credentials', clientId: 'client', proof: { clientSecret: password } },
      scope: 'https://outlook.office365.com/.default',
    });
  });

  it('carries the key of a service account without a client', () => {
    const oauth = effective({
      authentication: 'oauth2',
      texts: {
        smtpUsername: 'robots@contoso.example',
        oauthTokenUrl: 'https://oauth2.googleapis.com/token',
        oauthGrant: 'service-account',
      },
    });
    expect(connectionOf(oauth, { oauthServiceAccountKey: password }).authentication).toMatchObject({
      grant: { kind: 'service-account', key: password },
    });
    expect(() => connectionOf(oauth, {})).toThrow('This connection cannot be used.');
  });

  it.each([
    ['a password', effective(), {}],
    ['a user name', effective({ texts: {} }), { smtpPassword: password }],
  ])('refuses to go on without %s', (_what, connection, secrets) => {
    expect(() => connectionOf(connection, secrets)).toThrow('This connection cannot be used.');
  });
});
