import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeServiceAccountKey } from '../testing/make-service-account-key.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { Secret } from '../kernel/secret.ts';
import { editLayer, type EditContext } from './edit-layer.ts';
import { EXAMPLE_CERTIFICATE } from './fields/example-certificate.ts';
import type { GivenSecret } from './fields/secret-schema.ts';
import type { EditedLayer, LayerEdit } from './layer-edit.ts';
import { EMPTY_LAYER, OPEN_POLICY, type HostPolicy, type Layer, type PlainValues } from './mail-settings.ts';

const ACME = organizationLevel('acme');
const given = { kind: 'value', secret: new Secret('hunter2') } as const;
const sealed = { kind: 'sealed', keyId: 'k', box: 'AAAA' } as const;
const host: EditContext = { level: HOST, policy: OPEN_POLICY };
const acme: EditContext = { level: ACME, policy: OPEN_POLICY };

function under(policy: Partial<HostPolicy>): EditContext {
  return { level: ACME, policy: { ...OPEN_POLICY, ...policy } };
}

function edit(parts: Partial<LayerEdit>): LayerEdit {
  return { values: {}, secrets: {}, unset: [], ...parts };
}

function layer(values: Partial<PlainValues>, secrets: Layer['secrets'] = {}): Layer {
  return { values, secrets };
}

function problems(before: EditedLayer, change: Partial<LayerEdit>, context = host): (readonly string[])[] {
  const outcome = editLayer(before, edit(change), context);
  return outcome.ok ? [] : outcome.problems.map(({ code, field, message }) => [code, field, message]);
}

function anyKey(): GivenSecret {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    kind: 'value',
    secret: new Secret(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
  };
}

describe('editing a layer', () => {
  it('sets, replaces and unsets in one step', () => {
    const before = layer({ smtpHost: 'a.example', smtpPort: 25, replyTo: 'r@a.example' });
    const outcome = editLayer(
      before,
      edit({ values: { smtpPort: 2525, clientName: 'x.example' }, unset: ['replyTo'] }),
      host,
    );
    expect(outcome).toEqual({
      ok: true,
      layer: layer({ smtpHost: 'a.example', smtpPort: 2525, clientName: 'x.example' }),
    });
  });

  it('leaves the layer it started from alone', () => {
    const before = layer({ smtpHost: 'a.example' });
    editLayer(before, edit({ values: { smtpPort: 25 }, unset: ['smtpHost'] }), host);
    expect(before).toEqual(layer({ smtpHost: 'a.example' }));
  });

  it('tells everything that is wrong at once', () => {
    const before = layer({ smtpHost: 'a.example', smtpUsername: 'u' }, { smtpPassword: sealed });
    const codes = problems(
      before,
      { values: { smtpHost: 'b.example', useDefaultCredentials: true, defaultFromAddress: 'x@b.example' } },
      under({ requireSecureConnection: true, allowedPorts: [465], locks: ['defaultFromAddress'] }),
    ).map(([code]) => code);
    expect(codes).toEqual([
      'contradiction',
      'secret-of-another-connection',
      'field-locked',
      'port-not-allowed',
    ]);
  });
});

describe('contradictions', () => {
  const server = layer({ smtpHost: 'a.example' });

  it.each<[string, EditedLayer, Partial<LayerEdit>, RegExp]>([
    [
      'default credentials with a user name',
      server,
      { values: { useDefaultCredentials: true, smtpUsername: 'u' } },
      /contradicts smtp-username\. Unset.*or switch use-default-credentials off/,
    ],
    [
      'default credentials with a password already there',
      layer({ smtpHost: 'a.example', smtpUsername: 'u' }, { smtpPassword: sealed }),
      { values: { useDefaultCredentials: true } },
      /contradicts smtp-username and smtp-password\./,
    ],
    [
      'default credentials with a chosen authentication',
      server,
      { values: { useDefaultCredentials: true, authentication: 'oauth2' } },
      /contradicts authentication\./,
    ],
    [
      'authentication none with a user name',
      server,
      { values: { authentication: 'none', smtpUsername: 'u' } },
      /contradicts smtp-username\..*or unset authentication/,
    ],
    [
      'OAuth fields without OAuth',
      server,
      { values: { oauthClientId: 'c', oauthTenant: 't' } },
      /oauth-tenant and oauth-client-id only mean something with authentication=oauth2/,
    ],
    [
      'a password besides OAuth',
      server,
      { values: { authentication: 'oauth2' }, secrets: { smtpPassword: given } },
      /Unset smtp-password/,
    ],
    [
      'tenant and token URL',
      server,
      {
        values: { authentication: 'oauth2', oauthTenant: 't', oauthTokenUrl: 'https://login.example/token' },
      },
      /Unset one of the two/,
    ],
    [
      'a refresh token with client credentials',
      server,
      { values: { authentication: 'oauth2' }, secrets: { oauthRefreshToken: given } },
      /oauth-grant=refresh-token/,
    ],
    [
      'a service account key with client credentials',
      server,
      { values: { authentication: 'oauth2' }, secrets: { oauthServiceAccountKey: given } },
      /oauth-grant=service-account alone/,
    ],
    [
      'a client besides a service account',
      server,
      { values: { authentication: 'oauth2', oauthGrant: 'service-account', oauthClientId: 'c' } },
      /the key says who signs in, which contradicts oauth-client-id\./,
    ],
    [
      'a service account key for another token endpoint',
      server,
      {
        values: {
          authentication: 'oauth2',
          oauthGrant: 'service-account',
          oauthTokenUrl: 'https://t.example/',
        },
        secrets: { oauthServiceAccountKey: { kind: 'value', secret: makeServiceAccountKey().key } },
      },
      /for the token endpoint "https:\/\/oauth2\.googleapis\.com\/token", not for "https:\/\/t\.example\/"/,
    ],
    [
      'a last day of a client secret that is not there',
      server,
      { values: { authentication: 'oauth2', oauthClientSecretExpires: '2027-03-31' } },
      /there is none/,
    ],
    [
      'a client certificate without its key',
      server,
      { values: { clientCertificate: EXAMPLE_CERTIFICATE } },
      /needs its key/,
    ],
    [
      'a client key without its certificate',
      server,
      { values: {}, secrets: { clientKey: given } },
      /belongs to client-certificate/,
    ],
    [
      'a client certificate without TLS',
      server,
      {
        values: { clientCertificate: EXAMPLE_CERTIFICATE, secureConnection: false },
        secrets: { clientKey: given },
      },
      /secure-connection is off/,
    ],
    [
      'an OAuth certificate without its key',
      server,
      { values: { authentication: 'oauth2', oauthClientCertificate: EXAMPLE_CERTIFICATE } },
      /oauth-client-certificate needs its key/,
    ],
    [
      'an OAuth key without its certificate',
      server,
      { values: { authentication: 'oauth2' }, secrets: { oauthClientKey: given } },
      /belongs to oauth-client-certificate/,
    ],
    [
      'an OAuth certificate beside a client secret',
      server,
      {
        values: { authentication: 'oauth2', oauthClientCertificate: EXAMPLE_CERTIFICATE },
        secrets: { oauthClientKey: given, oauthClientSecret: given },
      },
      /not by both/,
    ],
    [
      'the key of another OAuth certificate',
      server,
      {
        values: { authentication: 'oauth2', oauthClientCertificate: EXAMPLE_CERTIFICATE },
        secrets: { oauthClientKey: anyKey() },
      },
      /not the key of the first certificate in oauth-client-certificate/,
    ],
    [
      'signing in by a certificate that is not there',
      server,
      { values: { authentication: 'certificate' } },
      /signs in by client-certificate, which is not set/,
    ],
    [
      'a password beside a certificate that signs in',
      layer(
        { smtpHost: 'a.example', authentication: 'certificate', clientCertificate: EXAMPLE_CERTIFICATE },
        { clientKey: sealed },
      ),
      { values: {}, secrets: { smtpPassword: given } },
      /no password is sent/,
    ],
    [
      'the key of another client certificate',
      server,
      { values: { clientCertificate: EXAMPLE_CERTIFICATE }, secrets: { clientKey: anyKey() } },
      /not the key of the first certificate/,
    ],
    [
      'a domain twice',
      server,
      { values: { smtpDomain: 'CORP', smtpUsername: 'CORP\\u' } },
      /already names a domain/,
    ],
  ])('%s are refused with the way out', (_what, before, change, message) => {
    expect(problems(before, change)).toEqual([
      ['contradiction', expect.any(String), expect.stringMatching(message)],
    ]);
  });

  it('are none in what a service account needs', () => {
    const values = {
      authentication: 'oauth2',
      oauthGrant: 'service-account',
      smtpUsername: 'u@a.example',
    } as const;
    const oauthServiceAccountKey = { kind: 'value', secret: makeServiceAccountKey().key } as const;
    expect(problems(server, { values, secrets: { oauthServiceAccountKey } })).toEqual([]);
  });

  it('are solved in the same change', () => {
    const before = layer({ smtpHost: 'a.example', smtpUsername: 'u' }, { smtpPassword: sealed });
    const change = {
      values: { useDefaultCredentials: true },
      unset: ['smtpUsername', 'smtpPassword'],
    } as const;
    expect(problems(before, change)).toEqual([]);
  });

  it('do not stand in the way of a change elsewhere', () => {
    const before = layer({ smtpHost: 'a.example', authentication: 'none', smtpUsername: 'u' });
    expect(problems(before, { values: { replyTo: 'r@a.example' } })).toEqual([]);
  });
});

describe('a lone connection field', () => {
  it('over an inherited connection is refused with the reason and the way out', () => {
    expect(problems(EMPTY_LAYER, { values: { smtpPort: 25 } }, acme)).toEqual([
      [
        'server-missing',
        'smtpHost',
        'The organization inherits the host’s connection as a whole. For a connection of its own, set smtp-host and whatever else that server needs in the same change; to stay with the host’s, leave out smtp-port.',
      ],
    ]);
  });

  it('that would be left over is refused, naming what to unset', () => {
    const before = layer({ smtpHost: 'a.example', smtpPort: 25, clientName: 'x' });
    expect(problems(before, { unset: ['smtpHost'] }, acme)).toEqual([
      ['server-missing', 'smtpHost', expect.stringMatching(/unset smtp-port and client-name as well/)],
    ]);
    expect(problems(before, { unset: ['smtpHost', 'smtpPort', 'clientName'] }, acme)).toEqual([]);
  });

  it('is fine at the host, which inherits from nobody, but a secret needs its server there too', () => {
    expect(problems(EMPTY_LAYER, { values: { smtpPort: 25 } })).toEqual([]);
    expect(problems(EMPTY_LAYER, { secrets: { smtpPassword: given } })).toEqual([
      ['secret-without-server', 'smtpHost', expect.stringMatching(/Set smtp-host in the same change/)],
    ]);
  });

  it('of the sender is fine', () => {
    expect(problems(EMPTY_LAYER, { values: { defaultFromDisplayName: 'Acme' } }, acme)).toEqual([]);
  });
});

describe('a secret that is kept', () => {
  const reference = { kind: 'reference', reference: 'env:SMTP_PASSWORD' } as const;
  const values = { smtpHost: 'a.example', smtpUsername: 'u' };

  it.each([
    ['sealed', sealed],
    ['a reference', reference],
  ])(
    '(%s) must be given again when what it was given for changes, and the text says what did',
    (_kind, secret) => {
      const before = layer(values, { smtpPassword: secret });
      const named = (change: Partial<LayerEdit>): string | undefined =>
        /: (.*) (?:is|are) different/.exec(problems(before, change)[0]?.[2] ?? '')?.[1];
      expect(named({ values: { smtpHost: 'b.example' } })).toBe('smtp-host');
      expect(named({ values: { smtpPort: 25 } })).toBe('smtp-port');
      expect(named({ values: { smtpUsername: 'v', smtpDomain: 'D' } })).toBe('smtp-username and smtp-domain');
      expect(named({ values: { secureConnection: false } })).toBe('secure-connection');
      expect(named({ unset: ['smtpUsername'] })).toBe('smtp-username');
    },
  );

  it('may stay when the change leads nowhere else', () => {
    const before = layer(values, { smtpPassword: sealed });
    expect(problems(before, { values: { smtpHost: 'A.EXAMPLE', smtpPort: 587, maxConnections: 3 } })).toEqual(
      [],
    );
  });

  it('is satisfied by giving it again or unsetting it', () => {
    const before = layer(values, { smtpPassword: sealed });
    const moved = { smtpHost: 'b.example' };
    expect(problems(before, { values: moved, secrets: { smtpPassword: given } })).toEqual([]);
    expect(problems(before, { values: moved, unset: ['smtpPassword'] })).toEqual([]);
  });

  it('of OAuth is bound to the token URL, by way of the tenant too', () => {
    const before = layer(
      { smtpHost: 'a.example', authentication: 'oauth2', oauthTenant: 'one', oauthClientId: 'c' },
      { oauthClientSecret: sealed },
    );
    expect(problems(before, { values: { oauthTenant: 'two' } })[0]?.[2]).toMatch(
      /: oauth-tenant is different/,
    );
    expect(problems(before, { values: { oauthClientId: 'd' } })[0]?.[2]).toMatch(/: oauth-client-id is/);
  });
});

describe('the host’s policy', () => {
  const own = layer({ smtpHost: 'smtp.acme.example' });

  it('binds organizations, not the host', () => {
    const policy = { ...OPEN_POLICY, locks: ['smtpHost' as const], requireSecureConnection: true };
    const change = { values: { smtpHost: 'x.example', secureConnection: false } };
    expect(problems(EMPTY_LAYER, change, { level: HOST, policy })).toEqual([]);
    expect(problems(EMPTY_LAYER, change, { level: ACME, policy }).map(([code]) => code)).toEqual([
      'field-locked',
      'field-locked',
      'secure-connection-required',
    ]);
  });

  it('lets a locked value be taken away', () => {
    const before = layer({ replyTo: 'r@acme.example' });
    expect(problems(before, { unset: ['replyTo'] }, under({ locks: ['replyTo'] }))).toEqual([]);
  });

  it.each<[Partial<HostPolicy>, Partial<PlainValues>, string]>([
    [{ requireSecureConnection: true }, { secureConnection: false }, 'secure-connection-required'],
    [{ allowedPorts: [587] }, { smtpPort: 25 }, 'port-not-allowed'],
    [{ allowedPorts: [25] }, { clientName: 'x' }, 'port-not-allowed'],
    [{ allowedServers: ['*.acme.example'] }, { smtpHost: 'smtp.evil.example' }, 'server-not-allowed'],
  ])('%j refuses %j', (policy, values, code) => {
    expect(problems(own, { values }, under(policy)).map(([one]) => one)).toEqual([code]);
  });

  it('allows From domains over the host’s relay, and any over a server of one’s own', () => {
    const policy = under({ allowedFromDomains: ['acme.example'] });
    const foreign = { values: { defaultFromAddress: 'a@other.example' } };
    expect(problems(EMPTY_LAYER, foreign, policy).map(([code]) => code)).toEqual(['from-domain-not-allowed']);
    expect(problems(EMPTY_LAYER, { values: { defaultFromAddress: 'a@acme.example' } }, policy)).toEqual([]);
    expect(problems(own, foreign, policy)).toEqual([]);
  });

  it('is asked again when an organization gives up its own server', () => {
    const before = layer({ smtpHost: 'smtp.acme.example', defaultFromAddress: 'a@other.example' });
    const policy = under({ allowedFromDomains: ['acme.example'] });
    expect(problems(before, { unset: ['smtpHost'] }, policy).map(([code]) => code)).toEqual([
      'from-domain-not-allowed',
    ]);
  });

  it('that came later does not keep people from changing something else', () => {
    const policy = under({ allowedPorts: [465], locks: ['replyTo'] });
    const before = layer({ smtpHost: 'smtp.acme.example', replyTo: 'r@acme.example' });
    expect(problems(before, { values: { defaultFromDisplayName: 'Acme' } }, policy)).toEqual([]);
  });
});
