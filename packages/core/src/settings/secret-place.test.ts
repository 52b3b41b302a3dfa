import { describe, expect, it } from 'vitest';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { effectiveConnection } from './effective-connection.ts';
import { OPEN_POLICY, type PlainValues, type SecretKey } from './mail-settings.ts';
import { placeInConnection, placeInLayer } from './secret-place.ts';

const base: Partial<PlainValues> = {
  smtpHost: 'smtp.example.com',
  smtpUsername: 'robots',
  smtpDomain: 'CORP',
  authentication: 'oauth2',
  oauthTokenUrl: 'https://login.example.com/token',
  oauthClientId: 'client',
};

describe('the place of a secret', () => {
  it.each<[string, Partial<PlainValues>]>([
    ['another server', { smtpHost: 'smtp.evil.example' }],
    ['another port', { smtpPort: 25 }],
    ['no TLS', { secureConnection: false, smtpPort: 587 }],
    ['another user name', { smtpUsername: 'other' }],
    ['another domain', { smtpDomain: 'OTHER' }],
  ])('is another for %s', (_what, change) => {
    for (const key of ['smtpPassword', 'oauthClientSecret', 'oauthRefreshToken'] as const)
      expect(placeInLayer(key, HOST, { ...base, ...change })).not.toBe(placeInLayer(key, HOST, base));
  });

  it.each<[string, Partial<PlainValues>]>([
    ['another token URL', { oauthTokenUrl: 'https://evil.example/token' }],
    ['another client', { oauthClientId: 'other' }],
  ])('of OAuth secrets is another for %s; the password does not go there', (_what, change) => {
    const after = { ...base, ...change };
    expect(placeInLayer('oauthClientSecret', HOST, after)).not.toBe(
      placeInLayer('oauthClientSecret', HOST, base),
    );
    expect(placeInLayer('smtpPassword', HOST, after)).toBe(placeInLayer('smtpPassword', HOST, base));
  });

  it.each<[string, Partial<PlainValues>]>([
    ['the case of the server’s name and a dot at its end', { smtpHost: 'SMTP.Example.COM.' }],
    ['the default port when it is written out', { smtpPort: 587 }],
    ['the default of the secure switch when it is written out', { secureConnection: true }],
    ['fields that lead nowhere else', { maxConnections: 2, clientName: 'x', replyTo: 'a@example.com' }],
  ])('is the same with %s', (_what, change) => {
    expect(placeInLayer('smtpPassword', HOST, { ...base, ...change })).toBe(
      placeInLayer('smtpPassword', HOST, base),
    );
  });

  it('is another at every level and for every field', () => {
    const keys: readonly SecretKey[] = ['smtpPassword', 'oauthClientSecret', 'oauthRefreshToken'];
    const levels = [HOST, organizationLevel('a'), organizationLevel('b')];
    const places = levels.flatMap((level) => keys.map((key) => placeInLayer(key, level, base)));
    expect(new Set(places).size).toBe(9);
  });

  it('cannot be forged by values that look like two', () => {
    const one = placeInLayer('smtpPassword', HOST, { smtpHost: 'a', smtpUsername: 'u","CORP' });
    const two = placeInLayer('smtpPassword', HOST, { smtpHost: 'a', smtpUsername: 'u', smtpDomain: 'CORP' });
    expect(one).not.toBe(two);
  });

  it('does not exist without a server', () => {
    expect(placeInLayer('smtpPassword', HOST, { smtpPort: 25 })).toBeNull();
  });

  it.each<[string, Partial<PlainValues>]>([
    ['a token URL', base],
    [
      'a tenant',
      { smtpHost: 'smtp.office365.com', authentication: 'oauth2', oauthTenant: 'contoso.example' },
    ],
    ['a bare server', { smtpHost: '2001:DB8::1' }],
  ])('is the same in the layer and in the connection made from it, with %s', (_what, values) => {
    const layer = { values, secrets: {} };
    const connection = effectiveConnection(HOST, { revisionId: 'r', revisionNumber: 1, layer }, OPEN_POLICY)!;
    for (const key of ['smtpPassword', 'oauthClientSecret'] as const)
      expect(placeInConnection(key, connection)).toBe(placeInLayer(key, HOST, values));
  });
});
