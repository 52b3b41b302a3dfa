import { describe, expect, it } from 'vitest';
import { HOST, organizationLevel } from '../kernel/level.ts';
import type { ActiveLayer, EffectiveField, ResolveInput, UnusableReason } from './effective-settings.ts';
import { FIELD_KEYS } from './fields.ts';
import {
  OPEN_POLICY,
  type FieldKey,
  type HostPolicy,
  type Layer,
  type PlainValues,
} from './mail-settings.ts';
import { resolveSettings } from './resolve-settings.ts';

const ACME = organizationLevel('acme');
const sealed = { kind: 'sealed', keyId: 'k', box: 'AAAA' } as const;

function active(values: Partial<PlainValues>, secrets: Layer['secrets'] = {}): ActiveLayer {
  return { revisionId: `r-${values.smtpHost ?? 'none'}`, revisionNumber: 3, layer: { values, secrets } };
}

function acme(
  host: ActiveLayer | null,
  organization: ActiveLayer | null,
  policy: Partial<HostPolicy> = {},
): ResolveInput {
  return { level: ACME, host, organization, policy: { ...OPEN_POLICY, ...policy } };
}

function atHost(values: Partial<PlainValues>, secrets: Layer['secrets'] = {}): ResolveInput {
  return { level: HOST, host: active(values, secrets), organization: null, policy: OPEN_POLICY };
}

function field(input: ResolveInput, key: FieldKey): Omit<EffectiveField, 'key' | 'group'> {
  const { value, secret, origin, locked } = resolveSettings(input).fields.find((one) => one.key === key)!;
  return { value, secret, origin, locked };
}

function reasons(input: ResolveInput): readonly UnusableReason[] {
  const { usable } = resolveSettings(input);
  return usable.ok ? [] : usable.reasons;
}

const relay = active({
  smtpHost: 'relay.example.com',
  defaultFromAddress: 'robots@example.com',
  defaultFromDisplayName: 'Robots',
});

describe('the connection', () => {
  it('is the host’s, whole, for an organization that has none', () => {
    const host = active(
      { smtpHost: 'relay.example.com', smtpUsername: 'u', defaultFromAddress: 'a@example.com' },
      { smtpPassword: sealed },
    );
    const { usable, connectionOrigin } = resolveSettings(acme(host, active({ replyTo: 'r@acme.example' })));
    expect(connectionOrigin).toBe('host');
    expect(usable.ok && usable.connection).toEqual({
      owner: HOST,
      revisionId: 'r-relay.example.com',
      revisionNumber: 3,
      smtpHost: 'relay.example.com',
      smtpPort: 587,
      secureConnection: true,
      useDefaultCredentials: false,
      authentication: 'password',
      connectTimeout: 10_000,
      maxConnections: 5,
      maxMessagesPerMinute: 0,
      allowedNetworks: null,
      tokenNetworks: null,
      texts: { smtpUsername: 'u' },
      secrets: { smtpPassword: sealed },
    });
  });

  it('is the organization’s, with nothing of the host’s in it', () => {
    const host = active(
      {
        smtpHost: 'relay.example.com',
        smtpPort: 2525,
        secureConnection: false,
        smtpUsername: 'u',
        clientName: 'postern.example.com',
        defaultFromAddress: 'a@example.com',
      },
      { smtpPassword: sealed },
    );
    const { usable, connectionOrigin } = resolveSettings(
      acme(host, active({ smtpHost: 'smtp.acme.example' })),
    );
    expect(connectionOrigin).toBe('organization');
    expect(usable.ok && usable.connection).toMatchObject({
      owner: ACME,
      smtpHost: 'smtp.acme.example',
      smtpPort: 587,
      secureConnection: true,
      authentication: 'none',
      texts: {},
      secrets: {},
    });
  });

  it('stays the organization’s when only a secret or a lone field of it is left: nothing is mixed', () => {
    expect(reasons(acme(relay, active({ smtpPort: 25 })))).toEqual(['no-host']);
    expect(reasons(acme(relay, active({}, { smtpPassword: sealed })))).toEqual(['no-host']);
  });

  it('is the host’s while the host locks any part of it, and the organization’s is passed over', () => {
    const own = active({ smtpHost: 'smtp.acme.example' });
    const locked = acme(relay, own, { locks: ['smtpPort'] });
    expect(resolveSettings(locked).connectionOrigin).toBe('host');
    expect(field(locked, 'smtpHost')).toEqual({
      value: 'relay.example.com',
      secret: null,
      origin: 'host',
      locked: true,
    });
    expect(reasons(acme(null, own, { locks: ['smtpHost'] }))).toEqual(['no-host', 'no-from']);
  });

  it.each<[Partial<PlainValues>, number]>([
    [{}, 587],
    [{ secureConnection: true }, 587],
    [{ secureConnection: false }, 25],
    [{ secureConnection: false, smtpPort: 465 }, 465],
    [{ smtpPort: 465 }, 465],
  ])('with %j uses port %i', (values, port) => {
    expect(field(atHost({ smtpHost: 'a.example', ...values }), 'smtpPort').value).toBe(port);
  });

  it('of the host is not touched by locks and floors', () => {
    const policy = { ...OPEN_POLICY, requireSecureConnection: true, allowedPorts: [465] };
    const input = {
      ...atHost({ smtpHost: 'a.example', secureConnection: false, defaultFromAddress: 'a@b.example' }),
      policy,
    };
    expect(reasons(input)).toEqual([]);
    expect(reasons({ ...input, level: ACME })).toEqual([]);
  });
});

describe('the sender', () => {
  it('resolves field by field: organization, else host, else default', () => {
    const input = acme(relay, active({ defaultFromDisplayName: 'Acme robots' }));
    const { usable } = resolveSettings(input);
    expect(usable.ok && usable.sender).toEqual({
      fromAddress: 'robots@example.com',
      fromDisplayName: 'Acme robots',
      replyTo: null,
    });
    expect(field(input, 'defaultFromAddress').origin).toBe('host');
    expect(field(input, 'defaultFromDisplayName').origin).toBe('organization');
    expect(field(input, 'replyTo')).toEqual({ value: null, secret: null, origin: 'default', locked: false });
  });

  it('passes over what an organization has set in a locked field', () => {
    const own = active({ defaultFromAddress: 'a@acme.example', defaultFromDisplayName: 'Acme' });
    const input = acme(relay, own, { locks: ['defaultFromDisplayName'] });
    expect(field(input, 'defaultFromDisplayName')).toMatchObject({
      value: 'Robots',
      origin: 'host',
      locked: true,
    });
    expect(field(input, 'defaultFromAddress')).toMatchObject({ origin: 'organization', locked: false });
  });

  it('of an organization is held to the allowed domains over the host’s relay alone', () => {
    const policy = { allowedFromDomains: ['example.com'] };
    const from = { defaultFromAddress: 'a@acme.example' };
    expect(reasons(acme(relay, active(from), policy))).toEqual(['from-domain-not-allowed']);
    expect(reasons(acme(relay, active({ ...from, smtpHost: 'smtp.acme.example' }), policy))).toEqual([]);
    expect(reasons(acme(relay, active({ defaultFromAddress: 'acme@example.com' }), policy))).toEqual([]);
  });

  it('of the host is the host’s business', () => {
    expect(reasons(acme(relay, null, { allowedFromDomains: ['acme.example'] }))).toEqual([]);
  });
});

describe('settings that cannot be used', () => {
  const from = { defaultFromAddress: 'a@example.com' };
  const oauth = {
    ...from,
    smtpHost: 'a.example',
    authentication: 'oauth2',
    smtpUsername: 'u',
    oauthClientId: 'c',
    oauthTenant: 't',
  } as const;

  it('say so for a level where nothing is set', () => {
    expect(reasons({ level: HOST, host: null, organization: null, policy: OPEN_POLICY })).toEqual([
      'no-host',
      'no-from',
    ]);
    expect(reasons(acme(null, null))).toEqual(['no-host', 'no-from']);
  });

  it.each<[string, Partial<PlainValues>, Layer['secrets'], readonly UnusableReason[]]>([
    ['a server alone', { ...from, smtpHost: 'a.example' }, {}, []],
    ['no From', { smtpHost: 'a.example' }, {}, ['no-from']],
    [
      'a user name without password',
      { ...from, smtpHost: 'a.example', smtpUsername: 'u' },
      {},
      ['no-password'],
    ],
    [
      'a password without user name',
      { ...from, smtpHost: 'a.example' },
      { smtpPassword: sealed },
      ['no-username'],
    ],
    [
      'password asked for and nothing given',
      { ...from, smtpHost: 'a.example', authentication: 'password' },
      {},
      ['no-username', 'no-password'],
    ],
    [
      'default credentials whatever else is stored',
      { ...from, smtpHost: 'a.example', useDefaultCredentials: true, smtpUsername: 'u' },
      {},
      [],
    ],
    [
      'NTLM and nothing given',
      { ...from, smtpHost: 'a.example', authentication: 'ntlm' },
      {},
      ['no-username', 'no-password'],
    ],
    ['OAuth without secret', oauth, {}, ['oauth-incomplete']],
    ['OAuth with client credentials', oauth, { oauthClientSecret: sealed }, []],
    ['OAuth with a certificate', { ...oauth, oauthClientCertificate: 'PEM' }, { oauthClientKey: sealed }, []],
    [
      'OAuth with a certificate and no key',
      { ...oauth, oauthClientCertificate: 'PEM' },
      {},
      ['oauth-incomplete'],
    ],
    ['OAuth with the wrong secret', oauth, { oauthRefreshToken: sealed }, ['oauth-incomplete']],
    ['OAuth by refresh token', { ...oauth, oauthGrant: 'refresh-token' }, { oauthRefreshToken: sealed }, []],
  ])('%s', (_what, values, secrets, expected) => {
    expect(reasons(atHost(values, secrets))).toEqual(expected);
  });

  it('tell every floor that an organization’s own connection misses', () => {
    const own = active({ smtpHost: 'smtp.acme.example', secureConnection: false });
    const policy = { requireSecureConnection: true, allowedPorts: [587], allowedServers: ['x.example'] };
    expect(reasons(acme(relay, own, policy))).toEqual([
      'secure-connection-required',
      'port-not-allowed',
      'server-not-allowed',
    ]);
  });
});

describe('the fields as they apply', () => {
  it('are all there, once, in the table’s order', () => {
    expect(resolveSettings(acme(relay, null)).fields.map(({ key }) => key)).toEqual(FIELD_KEYS);
  });

  it('never hold a secret, only that there is one', () => {
    const secrets = {
      smtpPassword: sealed,
      oauthClientSecret: { kind: 'reference', reference: 'env:CLIENT_SECRET' },
    } as const;
    const input = atHost({ smtpHost: 'a.example' }, secrets);
    expect(field(input, 'smtpPassword')).toMatchObject({ value: null, secret: 'sealed', origin: 'host' });
    expect(field(input, 'oauthClientSecret').secret).toEqual({ reference: 'env:CLIENT_SECRET' });
    expect(field(input, 'oauthRefreshToken')).toMatchObject({ secret: 'not-set', origin: 'default' });
    expect(JSON.stringify(resolveSettings(input).fields)).not.toContain('AAAA');
  });

  it('say default for what follows from the rest', () => {
    const input = atHost({
      smtpHost: 'smtp.office365.com',
      authentication: 'oauth2',
      oauthTenant: 'contoso.example',
    });
    expect(field(input, 'smtpPort')).toMatchObject({ value: 587, origin: 'default' });
    expect(field(input, 'oauthTokenUrl')).toMatchObject({
      value: 'https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token',
      origin: 'default',
    });
    expect(field(input, 'oauthScope').value).toBe('https://outlook.office365.com/.default');
    expect(field(input, 'smtpHost').origin).toBe('host');
  });

  it('show the defaults even where nothing is set', () => {
    const input = acme(null, null);
    expect(field(input, 'secureConnection')).toMatchObject({ value: true, origin: 'default' });
    expect(field(input, 'authentication')).toMatchObject({ value: 'none', origin: 'default' });
  });
});
