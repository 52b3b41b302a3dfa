import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAesGcmSealer } from '../adapters/crypto/aes-gcm-sealer.ts';
import { newSealingKey } from '../adapters/crypto/sealing-key.ts';
import { AppError, type ErrorCode } from '../kernel/errors.ts';
import { HOST, levelKey, organizationLevel, type Level } from '../kernel/level.ts';
import { Secret } from '../kernel/secret.ts';
import {
  organizationAdministrator,
  ROOT,
  startSettings,
  type SettingsFixture,
} from '../testing/settings-fixture.ts';
import { activateDraft } from './activate-draft.ts';
import { changePolicy } from './change-policy.ts';
import { changeSettings } from './change-settings.ts';
import type { EffectiveConnection } from './effective-settings.ts';
import { loadEffectiveSettings } from './load-effective-settings.ts';
import type { Layer } from './mail-settings.ts';
import { openConnectionSecrets } from './open-connection-secrets.ts';
import { resetSettings } from './reset-settings.ts';
import { rollbackSettings } from './rollback-settings.ts';

const LEVELS: readonly Level[] = [HOST, organizationLevel('acme'), organizationLevel('bravo')];
const sealer = createAesGcmSealer([newSealingKey()]);

/** Pools are small and shared by all levels, so that a secret that strays finds a server that looks right. */
const someFields = fc.record(
  {
    'smtp-host': fc.constantFrom('one.example', 'two.example', 'THREE.example'),
    'smtp-port': fc.constantFrom(25, 465, 587),
    'secure-connection': fc.boolean(),
    'smtp-username': fc.constantFrom('u', 'v'),
    'smtp-domain': fc.constantFrom('CORP', 'OTHER'),
    'use-default-credentials': fc.boolean(),
    authentication: fc.constantFrom('password', 'oauth2', 'none'),
    'oauth-token-url': fc.constantFrom('https://one.example/token', 'https://two.example/token'),
    'oauth-client-id': fc.constantFrom('c', 'd'),
    'default-from-address': fc.constantFrom('a@one.example', 'b@two.example'),
    'default-from-display-name': fc.constantFrom('One', 'Two'),
  },
  { requiredKeys: [] },
);
const someNames = fc.subarray<string>([
  'smtp-host',
  'smtp-port',
  'smtp-username',
  'smtp-password',
  'authentication',
  'oauth-client-secret',
  'default-from-address',
  'use-default-credentials',
]);
const someSecrets = fc.subarray<string>(['smtp-password', 'oauth-client-secret']);

const OAUTH_NAMES = ['oauth-token-url', 'oauth-client-id', 'oauth-client-secret'];

/** A server in full, as somebody who knows what they want would set it. */
const wholeServer = fc.record(
  {
    'smtp-host': fc.constantFrom('one.example', 'two.example', 'THREE.example'),
    'smtp-port': fc.constantFrom(25, 465, 587),
    'smtp-username': fc.constantFrom('u', 'v'),
    'smtp-domain': fc.constantFrom('CORP', 'OTHER'),
    'default-from-address': fc.constantFrom('a@one.example', 'b@two.example'),
  },
  { requiredKeys: ['smtp-host', 'smtp-username', 'default-from-address'] },
);

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      set: someFields,
      secrets: someSecrets,
      unset: fc.oneof(
        { weight: 3, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: someNames },
      ),
      byReference: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      set: wholeServer,
      secrets: fc.constant(['smtp-password']),
      unset: fc.constant(['authentication', 'use-default-credentials', ...OAUTH_NAMES]),
      byReference: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('activate' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('rollback' as const), number: fc.integer({ min: 1, max: 12 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('reset' as const),
      what: fc.constantFrom('everything' as const, 'connection' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('policy' as const),
      lock: fc.subarray<string>(['smtp-port', 'default-from-address']),
      requireSecureConnection: fc.boolean(),
      allowedServers: fc.constantFrom<string[]>([], ['*.example'], ['one.example']),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const steps = fc.array(fc.record({ at: fc.constantFrom(...LEVELS), step }), { minLength: 3, maxLength: 25 });

/** What a secret was entered for, by the secret's own text. */
type Entered = Map<string, string>;

/** Everything a person can see of where a secret goes, written down independently of how places are made. */
function destination(level: Level, values: Layer['values']): string {
  const secure = values.secureConnection ?? true;
  const port = values.smtpPort ?? (secure ? 587 : 25);
  return [
    levelKey(level),
    values.smtpHost?.toLowerCase(),
    port,
    secure,
    values.smtpUsername,
    values.smtpDomain,
  ].join(' ');
}

async function perform(
  fixture: SettingsFixture,
  level: Level,
  { what, token, entered }: { readonly what: Step; readonly token: string; readonly entered: Entered },
): Promise<void> {
  const administrator = level.kind === 'host' ? ROOT : organizationAdministrator(level.organizationId);
  switch (what.do) {
    case 'change': {
      const given = (name: string): unknown =>
        what.byReference
          ? { reference: `env:${token}_${name.replaceAll('-', '_')}` }
          : new Secret(`${token} ${name}`);
      const secrets = Object.fromEntries(what.secrets.map((name) => [name, given(name)]));
      const actor = what.byReference ? ROOT : administrator;
      const unset = what.unset.filter((name) => !(name in what.set) && !(name in secrets));
      const change = await changeSettings(fixture, actor, { level, set: { ...what.set, ...secrets }, unset });
      if (change.outcome === 'unchanged' || what.secrets.length === 0) return;
      const made = change.draft ?? change.active;
      if (made !== null) entered.set(token, destination(level, made.values));
      return;
    }
    case 'activate':
      await activateDraft(fixture, administrator, { level, anyway: true });
      return;
    case 'rollback':
      await rollbackSettings(fixture, administrator, { level, number: what.number });
      return;
    case 'reset':
      await resetSettings(fixture, administrator, { level, what: what.what, confirmed: true });
      return;
    case 'policy': {
      const { lock, requireSecureConnection, allowedServers } = what;
      const unlock = lock.length === 0 ? ['smtp-port', 'default-from-address'] : [];
      await changePolicy(fixture, ROOT, { lock, unlock, requireSecureConnection, allowedServers });
      return;
    }
    default:
      return what satisfies never;
  }
}

const EXPECTED: readonly ErrorCode[] = ['refused', 'input-invalid', 'not-found'];
const references = { read: async (reference: string) => new Secret(reference.slice('env:'.length)) };

describe('whatever administrators of all levels do', () => {
  it('no secret reaches a server, port, session or account other than it was entered for at its own level', async () => {
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const fixture = startSettings(sealer);
        const entered: Entered = new Map();
        for (const [index, { at, step: what }] of history.entries()) {
          try {
            await perform(fixture, at, { what, token: `T${index}`, entered });
          } catch (error) {
            if (!(error instanceof AppError) || !EXPECTED.includes(error.code)) throw error;
          }
          opened += await checkAllLevels(fixture, entered);
        }
      }),
      { numRuns: 150 },
    );
    // The property would hold in silence if no secret were ever used.
    expect(opened).toBeGreaterThan(100);
  });
});

/** Opens the secrets of every connection that could be used now, or with its draft. */
async function checkAllLevels(fixture: SettingsFixture, entered: Entered): Promise<number> {
  let opened = 0;
  for (const level of LEVELS) {
    for (const which of ['active', 'draft'] as const) {
      const usable = (await loadEffectiveSettings(fixture.storage.settings, level, which))?.usable;
      if (usable?.ok !== true) continue;
      opened += await checkConnection(usable.connection, entered);
      expect(['host', levelKey(level)]).toContain(levelKey(usable.connection.owner));
    }
  }
  return opened;
}

async function checkConnection(connection: EffectiveConnection, entered: Entered): Promise<number> {
  const { owner, texts, ...rest } = connection;
  const result = await openConnectionSecrets({ sealer, references }, connection);
  if (!result.ok) throw new Error(result.text);
  for (const secret of Object.values(result.secrets)) {
    const token = /^T\d+/.exec(secret.expose())?.[0] ?? '';
    expect(entered.get(token)).toBe(destination(owner, { ...rest, ...texts }));
  }
  for (const other of elsewhere(connection)) {
    const there = await openConnectionSecrets({ sealer, references }, other);
    const sealed = Object.values(there.ok ? connection.secrets : {}).filter(({ kind }) => kind === 'sealed');
    expect(sealed.length === 0 || connection.authentication === 'none').toBe(true);
  }
  return Object.keys(result.secrets).length;
}

/** The same secrets, carried to places that they were not entered for. */
function elsewhere(connection: EffectiveConnection): readonly EffectiveConnection[] {
  return [
    { ...connection, smtpHost: 'evil.example' },
    { ...connection, smtpPort: 2525 },
    { ...connection, secureConnection: !connection.secureConnection },
    { ...connection, owner: organizationLevel('evil') },
    { ...connection, texts: { ...connection.texts, smtpUsername: 'w' } },
    { ...connection, texts: { ...connection.texts, smtpDomain: 'EVIL' } },
  ];
}
