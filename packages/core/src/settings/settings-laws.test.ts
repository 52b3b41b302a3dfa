import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { ACME, ROOT, startSettings } from '../testing/settings-fixture.ts';
import { editLayer } from './edit-layer.ts';
import type { ActiveLayer, ResolveInput } from './effective-settings.ts';
import { FIELD_KEYS, isConnectionKey, isPlainKey } from './fields.ts';
import {
  AUTHENTICATIONS,
  OAUTH_GRANTS,
  OPEN_POLICY,
  type HostPolicy,
  type Layer,
  type PlainValues,
  type StoredSecret,
} from './mail-settings.ts';
import { changeSettings } from './change-settings.ts';
import { resetSettings } from './reset-settings.ts';
import { resolveSettings } from './resolve-settings.ts';
import { rollbackSettings } from './rollback-settings.ts';

const text = fc.string({ minLength: 1, maxLength: 12 });
const values: fc.Arbitrary<Partial<PlainValues>> = fc.record(
  {
    smtpHost: fc.constantFrom('a.example', '10.0.0.1', 'B.example'),
    smtpPort: fc.integer({ min: 1, max: 65_535 }),
    secureConnection: fc.boolean(),
    useDefaultCredentials: fc.boolean(),
    authentication: fc.constantFrom(...AUTHENTICATIONS),
    smtpUsername: text,
    smtpDomain: text,
    oauthClientId: text,
    oauthTenant: text,
    oauthTokenUrl: fc.webUrl(),
    oauthGrant: fc.constantFrom(...OAUTH_GRANTS),
    oauthScope: text,
    oauthClientSecretExpires: text,
    caCertificate: text,
    clientCertificate: text,
    oauthClientCertificate: text,
    clientName: text,
    connectTimeout: fc.integer({ min: 1_000, max: 180_000 }),
    maxConnections: fc.integer({ min: 1, max: 100 }),
    maxMessagesPerMinute: fc.nat(1_000),
    defaultFromAddress: fc.constantFrom('a@a.example', 'b@b.example'),
    defaultFromDisplayName: text,
    fallbackToHost: fc.boolean(),
    replyTo: fc.constantFrom('r@a.example', 'r@b.example'),
  },
  { requiredKeys: [] },
);
const stored: fc.Arbitrary<StoredSecret> = fc.oneof(
  fc.record({ kind: fc.constant('sealed' as const), keyId: text, box: fc.base64String() }),
  fc.record({ kind: fc.constant('reference' as const), reference: fc.constantFrom('env:A', 'file:/b') }),
);
const secrets: fc.Arbitrary<Layer['secrets']> = fc.record(
  {
    smtpPassword: stored,
    oauthClientSecret: stored,
    oauthRefreshToken: stored,
    oauthServiceAccountKey: stored,
    clientKey: stored,
    oauthClientKey: stored,
  },
  { requiredKeys: [] },
);
const layer: fc.Arbitrary<Layer> = fc.record({ values, secrets });
const active: fc.Arbitrary<ActiveLayer | null> = fc.option(
  fc.record({ revisionId: fc.uuid(), revisionNumber: fc.nat(), layer }),
);
const policy: fc.Arbitrary<HostPolicy> = fc.record({
  locks: fc.subarray([...FIELD_KEYS], { maxLength: 2 }),
  requireSecureConnection: fc.boolean(),
  allowedFromDomains: fc.subarray(['a.example', 'b.example']),
  allowedPorts: fc.subarray([25, 587]),
  allowedServers: fc.subarray(['*.example', '10.0.0.0/8']),
  privateNetworks: fc.subarray(['192.168.0.0/16', '127.0.0.1']),
  fallback: fc.boolean(),
});
const input: fc.Arbitrary<ResolveInput> = fc.record({
  level: fc.constant(organizationLevel('acme')),
  host: active,
  organization: active,
  policy,
});

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

describe('resolving', () => {
  it('is deterministic, touches nothing, and ends for everything that could be stored', () => {
    fc.assert(
      fc.property(input, (given) => {
        const first = resolveSettings(frozen(given));
        expect(resolveSettings(structuredClone(given))).toEqual(first);
        expect(first.fields.map(({ key }) => key)).toEqual(FIELD_KEYS);
      }),
    );
  });

  it('takes the whole connection from one layer: server, secrets and every other field', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { usable, fields, connectionOrigin } = resolveSettings(given);
        const source = connectionOrigin === 'organization' ? given.organization : given.host;
        const origins = fields.filter(({ key }) => isConnectionKey(key)).map(({ origin }) => origin);
        expect(origins.every((origin) => origin === 'default' || origin === connectionOrigin)).toBe(true);
        if (!usable.ok) return;
        expect(usable.connection.revisionId).toBe(source?.revisionId);
        expect(usable.connection.smtpHost).toBe(source?.layer.values.smtpHost);
        expect(usable.connection.secrets).toEqual(source?.layer.secrets);
        expect(usable.connection.owner.kind).toBe(connectionOrigin);
      }),
    );
  });

  it('is usable exactly when no reason is given', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { usable } = resolveSettings(given);
        expect(usable.ok || usable.reasons.length > 0).toBe(true);
      }),
    );
  });
});

describe('editing', () => {
  it('then unsetting what was not there before returns to what was', () => {
    fc.assert(
      fc.property(layer, values, (before, added) => {
        const fresh = Object.fromEntries(Object.entries(added).filter(([key]) => !(key in before.values)));
        const context = { level: HOST, policy: OPEN_POLICY };
        const there = editLayer(before, { values: fresh, secrets: {}, unset: [] }, context);
        fc.pre(there.ok);
        const keys = FIELD_KEYS.filter(isPlainKey).filter((key) => key in fresh);
        const back = editLayer(there.layer, { values: {}, secrets: {}, unset: keys }, context);
        // Going back may be refused with a reason (a secret without its server), but never ends somewhere else.
        if (back.ok) expect(back.layer).toEqual(before);
      }),
    );
  });
});

describe('clearing an override', () => {
  it('and restoring it gives back exactly what was there', async () => {
    const set = fc.record(
      {
        'smtp-host': fc.constantFrom('a.example', 'b.example'),
        'smtp-port': fc.integer({ min: 1, max: 65_535 }),
        'smtp-password': fc.constant({ reference: 'env:SMTP_PASSWORD' }),
        'smtp-username': fc.constantFrom('u', 'v'),
        'reply-to': fc.constantFrom('r@a.example', 'r@b.example'),
      },
      { requiredKeys: ['smtp-host'] },
    );
    await fc.assert(
      fc.asyncProperty(
        set,
        fc.constantFrom('everything' as const, 'connection' as const),
        async (fields, what) => {
          const fixture = startSettings();
          await changeSettings(fixture, ROOT, { level: ACME, set: fields });
          const { settings } = fixture.storage;
          const before = (await settings.load(ACME)).active!;
          const reset = await resetSettings(fixture, ROOT, { level: ACME, what });
          if (reset.outcome !== 'reset' || reset.former === null) throw new Error('nothing was cleared');
          await rollbackSettings(fixture, ROOT, { level: ACME, number: reset.former });
          expect((await settings.load(ACME)).active!.layer).toEqual(before.layer);
        },
      ),
      { numRuns: 50 },
    );
  });
});
