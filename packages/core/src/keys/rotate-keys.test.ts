import { describe, expect, it } from 'vitest';
import { openInstallation } from '../installations/open-installation.ts';
import { saveInstallation } from '../installations/save-installation.ts';
import { HOST } from '../kernel/level.ts';
import type { Sealer } from '../kernel/sealer.ts';
import { Secret } from '../kernel/secret.ts';
import { diffLayers } from '../settings/diff-layers.ts';
import { rollbackSettings } from '../settings/rollback-settings.ts';
import { sourceSecretPlace, type Source } from '../sources/source.ts';
import { buildSource } from '../testing/build-source.ts';
import { buildAuditEntry } from '../testing/build-audit-entry.ts';
import { createFakeSealer } from '../testing/fake-sealer.ts';
import {
  ACME,
  organizationAdministrator,
  ROOT,
  startSettings,
  type SettingsFixture,
} from '../testing/settings-fixture.ts';
import { tokenPlace } from '../smtp/access-token-store.ts';
import { rotateKeys } from './rotate-keys.ts';

const PASSWORD = { 'smtp-username': 'u', 'smtp-password': new Secret('hunter2') };

/** Three revisions of settings with a secret (two share it), a source with two secrets, a workspace's tokens and an access token, all under the key `old`. */
async function start(): Promise<SettingsFixture> {
  const fixture = startSettings(createFakeSealer(['old']));
  await fixture.set(HOST, { 'smtp-host': 'relay.example.com', ...PASSWORD });
  await fixture.set(HOST, { 'reply-to': 'a@example.com' });
  await fixture.set(ACME, { 'smtp-host': 'smtp.acme.example', ...PASSWORD });
  await fixture.storage.sources.add(sourceUnder(fixture.sealer, 'prod'), buildAuditEntry(fixture.newId));
  const workspace = { teamId: 'T1', teamName: 'Acme', userId: 'U1', tokens: new Secret('tokens of T1') };
  await saveInstallation(fixture, ROOT, workspace);
  await keepToken(fixture);
  return fixture;
}

async function keepToken({ storage, sealer }: SettingsFixture): Promise<void> {
  const lease = { leaseToken: 'l', now: 0, until: 1, forgetBefore: 0 };
  await storage.accessTokens.lease('t1', lease);
  const sealed = sealer.seal(new Secret('access token'), tokenPlace('t1'));
  await storage.accessTokens.renew({ id: 't1', sealed, givenAt: 0, expiresAt: 1 }, 'l');
}

/** A source named `name` whose two secrets are sealed by `sealer`, at their places unless told otherwise. */
function sourceUnder(sealer: Sealer, name: string, place = sourceSecretPlace): Source {
  const secrets = ['s1', 's2'].map((id) => ({
    id: `${name}-${id}`,
    sealed: sealer.seal(new Secret(`secret of ${id}`), place(name, `${name}-${id}`)),
    createdAt: 0,
    lastUsedAt: null,
  }));
  return buildSource({ id: name, name, secrets });
}

describe('rotating keys', () => {
  const sealer = createFakeSealer(['new', 'old']);

  it('seals everything under the active key, with progress, so that the old key can go', async () => {
    const fixture = await start();
    const progress: string[] = [];
    const report = await rotateKeys({ ...fixture, sealer }, ROOT, {
      onProgress: ({ done, total }) => progress.push(`${done}/${total}`),
    });
    expect(report).toEqual({ activeKeyId: 'new', total: 7, done: 7, missing: [], broken: 0 });
    expect(progress).toEqual(['1/7', '2/7', '3/7', '4/7', '5/7', '6/7', '7/7']);
    expect(await fixture.storage.sealingKeyIds()).toEqual(['new']);
    const [source] = await fixture.storage.sources.list();
    const onlyNew = createFakeSealer(['new']);
    expect(
      source!.secrets.map(({ id, sealed }) =>
        onlyNew.open(sealed, sourceSecretPlace(source!.id, id)).expose(),
      ),
    ).toEqual(['secret of s1', 'secret of s2']);
    const opened = await openInstallation({ ...fixture, sealer: onlyNew }, 'T1');
    expect(opened?.tokens.expose()).toBe('tokens of T1');
    const [token] = await fixture.storage.accessTokens.list();
    expect(onlyNew.open(token!.sealed, tokenPlace('t1')).expose()).toBe('access token');
    const { items } = await fixture.storage.audit.list({ action: 'keys.rotated' }, { limit: 9 });
    expect(items).toMatchObject([
      {
        level: HOST,
        actor: ROOT,
        changes: [
          { field: 'activeKey', after: 'new' },
          { field: 'resealed', after: 7 },
        ],
      },
    ]);
  });

  it('does nothing the second time', async () => {
    const fixture = await start();
    await rotateKeys({ ...fixture, sealer }, ROOT);
    expect(await rotateKeys({ ...fixture, sealer }, ROOT)).toMatchObject({ total: 0, done: 0 });
    expect((await fixture.storage.audit.list({ action: 'keys.rotated' }, { limit: 9 })).items).toHaveLength(
      1,
    );
  });

  it('leaves secrets that were the same seen to be the same', async () => {
    const fixture = await start();
    let nonce = 0;
    const fresh = {
      ...sealer,
      seal: (secret: Secret, place: string) => ({
        ...sealer.seal(secret, place),
        box: `${sealer.seal(secret, place).box}${' '.repeat((nonce += 1))}`,
      }),
    };
    await rotateKeys({ ...fixture, sealer: fresh }, ROOT);
    const [one, two] = [
      await fixture.storage.settings.findRevision(HOST, 1),
      await fixture.storage.settings.findRevision(HOST, 2),
    ];
    expect(diffLayers(one!.layer, two!.layer).map(({ field }) => field)).toEqual(['replyTo']);
    await rollbackSettings(fixture, ROOT, { level: HOST, number: 1 });
    const { items } = await fixture.storage.audit.list({}, { limit: 1 });
    expect(items[0]?.changes.map(({ field }) => field)).toEqual(['revision', 'replyTo']);
  });

  it('reports the keys that are missing and the things that do not open, and does the rest', async () => {
    const fixture = await start();
    const { sources } = fixture.storage;
    const add = (source: Source): Promise<unknown> => sources.add(source, buildAuditEntry(fixture.newId));
    await add(sourceUnder(createFakeSealer(['lost']), 'keyless'));
    await add(sourceUnder(fixture.sealer, 'moved', () => 'elsewhere'));
    expect(await rotateKeys({ ...fixture, sealer }, ROOT)).toEqual({
      activeKeyId: 'new',
      total: 11,
      done: 7,
      missing: ['lost'],
      broken: 2,
    });
  });

  it('takes up what somebody changes meanwhile, and never writes over it', async () => {
    const fixture = await start();
    const { settings } = fixture.storage;
    let disturbed = false;
    const storage = {
      ...fixture.storage,
      settings: {
        ...settings,
        async reseal(
          id: string,
          ...layers: [Parameters<typeof settings.reseal>[1], Parameters<typeof settings.reseal>[2]]
        ) {
          // Another process, which does not know the new key yet, saves in between; and one thing is seen as changed.
          if (!disturbed) {
            disturbed = true;
            await fixture.set(HOST, { 'reply-to': 'b@example.com' });
            return false;
          }
          return settings.reseal(id, ...layers);
        },
      },
    };
    expect(await rotateKeys({ ...fixture, storage, sealer }, ROOT)).toMatchObject({ total: 8, done: 8 });
    expect(await fixture.storage.sealingKeyIds()).toEqual(['new']);
    expect((await settings.load(HOST)).active?.layer.values.replyTo).toBe('b@example.com');
  });

  it('ends even if nothing ever holds still', async () => {
    const fixture = await start();
    const storage = {
      ...fixture.storage,
      settings: { ...fixture.storage.settings, reseal: async () => false },
    };
    expect(await rotateKeys({ ...fixture, storage, sealer }, ROOT)).toMatchObject({ total: 7, done: 4 });
  });

  it('is for system administrators', async () => {
    const rotation = rotateKeys(await start(), organizationAdministrator('acme'));
    await expect(rotation).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
