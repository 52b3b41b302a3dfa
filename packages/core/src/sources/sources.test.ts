import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { signRequest } from '../../test/fixtures/sign-request.ts';
import type { Actor } from '../access/actor.ts';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { Secret } from '../kernel/secret.ts';
import type { Storage } from '../storage.ts';
import { buildAuditEntry } from '../testing/build-audit-entry.ts';
import { buildOrganization } from '../testing/build-organization.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { createFakeSealer } from '../testing/fake-sealer.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { addSourceSecret } from './add-source-secret.ts';
import { addSource, type NewSource } from './add-source.ts';
import { sourceKind } from './kinds/registry.ts';
import { listSources } from './list-sources.ts';
import { removeSourceSecret } from './remove-source-secret.ts';
import { setSourceState } from './set-source-state.ts';
import type { SourceDeps } from './source-deps.ts';
import { SOURCE_KINDS, sourceSecretPlace } from './source.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const acme = buildOrganization();
const level = organizationLevel(acme.id);

function administratorOf(...organizationIds: readonly string[]): Actor {
  const roles = { systemAdministrator: false, organizationIds };
  return { kind: 'slack', teamId: 'T1', userId: 'U1', channelId: null, roles };
}

const sealer = createFakeSealer();
let deps: SourceDeps & { readonly storage: Storage };

beforeEach(async () => {
  let calls = 0;
  const random = (bytes: number) => new Uint8Array(bytes).fill((calls += 1));
  deps = { storage: createMemoryStorage(), clock: new FakeClock(), newId: sequentialIds(), sealer, random };
  await deps.storage.organizations.add(acme, buildAuditEntry(sequentialIds(9)));
});

const prod: NewSource = { level, kind: 'uipath', name: 'prod' };

describe('addSource', () => {
  it.each(SOURCE_KINDS)('makes a %s source whose secret verifies what its sender signs', async (kind) => {
    const { source, path, secret } = await addSource(deps, root, { level, kind, name: 'prod' });
    expect(path).toBe(`/webhooks/${source.id}`);
    const stored = (await deps.storage.sources.find(source.id))!;
    expect(stored).toEqual(source);
    const secrets = stored.secrets.map(({ id, sealed }) => ({
      id,
      secret: sealer.open(sealed, sourceSecretPlace(source.id, id)),
    }));
    const now = deps.clock.now();
    const request = signRequest(kind, { secret, body: '{}', now });
    expect(sourceKind(kind).verify(request, secrets, now)).toMatchObject({ ok: true });
  });

  it('takes a secret that the sender dictates, in the kind’s form alone', async () => {
    const given = new Secret('dictated by the sender');
    const { secret } = await addSource(deps, root, { ...prod, secret: given });
    expect(secret.expose()).toBe('dictated by the sender');
    const refused = addSource(deps, root, { ...prod, name: 'other', kind: 'standard', secret: given });
    await expect(refused).rejects.toMatchObject({ code: 'input-invalid' });
  });

  it('shows the secret in nothing but its own field', async () => {
    const { secret, ...rest } = await addSource(deps, administratorOf(acme.id), prod);
    const { items } = await deps.storage.audit.list({ action: 'source.added' }, { limit: 10 });
    const shown = inspect([rest, items], { depth: 20 }) + JSON.stringify([rest, items, secret]);
    expect(shown).not.toContain(secret.expose());
    expect(items[0]).toMatchObject({
      action: 'source.added',
      level,
      subject: rest.source.id,
      changes: [
        { field: 'name', before: null, after: 'prod' },
        { field: 'kind', before: null, after: 'uipath' },
        { field: 'secret', before: null, after: 'set' },
      ],
    });
  });

  it('keeps names unique within a level, and only there', async () => {
    await addSource(deps, root, prod);
    await expect(addSource(deps, root, prod)).rejects.toMatchObject({ code: 'conflict' });
    await expect(addSource(deps, root, { ...prod, level: HOST })).resolves.toMatchObject({
      source: { level: HOST },
    });
  });

  it.each([
    [{ ...prod, kind: 'telex' as 'uipath' }, 'kind'],
    [{ ...prod, name: '' }, 'name'],
    [{ ...prod, name: 'a\nb' }, 'name'],
    [{ ...prod, colour: 'red' }, ''],
  ])('refuses %j', async (input, path) => {
    const adding = addSource(deps, root, input);
    await expect(adding).rejects.toMatchObject({ code: 'input-invalid', issues: [{ path }] });
  });

  it('refuses an organization that does not exist', async () => {
    const adding = addSource(deps, root, { ...prod, level: organizationLevel('gone') });
    await expect(adding).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is for administrators of that level', async () => {
    const adding = addSource(deps, administratorOf(acme.id), { ...prod, level: HOST });
    await expect(adding).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('listSources', () => {
  it('gives a level’s, or all that the actor may see', async () => {
    const { source } = await addSource(deps, root, prod);
    const { source: host } = await addSource(deps, root, { ...prod, level: HOST });
    expect(await listSources(deps, root)).toEqual([source, host]);
    expect(await listSources(deps, root, { level: HOST })).toEqual([host]);
    expect(await listSources(deps, administratorOf(acme.id))).toEqual([source]);
    await expect(listSources(deps, administratorOf(acme.id), { level: HOST })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe('setSourceState', () => {
  it('disables and enables, audits it, and does nothing twice', async () => {
    const { source } = await addSource(deps, root, prod);
    const disable = { sourceId: source.id, state: 'disabled' } as const;
    expect((await setSourceState(deps, root, disable)).outcome).toBe('changed');
    expect((await setSourceState(deps, root, disable)).outcome).toBe('unchanged');
    expect((await deps.storage.sources.find(source.id))?.state).toBe('disabled');
    const { items } = await deps.storage.audit.list({ action: 'source.changed' }, { limit: 10 });
    expect(items).toMatchObject([{ changes: [{ field: 'state', before: 'enabled', after: 'disabled' }] }]);
  });

  it('does not tell others whether a source exists', async () => {
    const { source } = await addSource(deps, root, prod);
    for (const sourceId of [source.id, 'nothing']) {
      const change = setSourceState(deps, administratorOf('other'), { sourceId, state: 'disabled' });
      await expect(change).rejects.toMatchObject({
        code: 'not-found',
        message: `There is no source "${sourceId}".`,
      });
    }
  });
});

describe('replacing a secret', () => {
  it('goes by a second one that is good beside the first, and then the removal of the first', async () => {
    const { source } = await addSource(deps, root, prod);
    const { secretId, secret } = await addSourceSecret(deps, root, { sourceId: source.id });
    const both = (await deps.storage.sources.find(source.id))!.secrets;
    expect(both).toHaveLength(2);
    expect(sealer.open(both[1]!.sealed, sourceSecretPlace(source.id, secretId)).expose()).toBe(
      secret.expose(),
    );
    await removeSourceSecret(deps, root, { sourceId: source.id, secretId: both[0]!.id });
    const left = (await deps.storage.sources.find(source.id))!.secrets;
    expect(left.map(({ id }) => id)).toEqual([secretId]);
    const { items } = await deps.storage.audit.list({ level }, { limit: 2 });
    expect(items.map(({ action }) => action)).toEqual(['source.secret-removed', 'source.secret-added']);
  });

  it('knows no third secret, and keeps the last one', async () => {
    const { source } = await addSource(deps, root, prod);
    const [first] = source.secrets;
    const removal = removeSourceSecret(deps, root, { sourceId: source.id, secretId: first!.id });
    await expect(removal).rejects.toMatchObject({ code: 'refused' });
    await addSourceSecret(deps, root, { sourceId: source.id });
    await expect(addSourceSecret(deps, root, { sourceId: source.id })).rejects.toMatchObject({
      code: 'refused',
    });
  });

  it('says when there is no such secret', async () => {
    const { source } = await addSource(deps, root, prod);
    await addSourceSecret(deps, root, { sourceId: source.id });
    const removal = removeSourceSecret(deps, root, { sourceId: source.id, secretId: 'nothing' });
    await expect(removal).rejects.toMatchObject({ code: 'not-found' });
  });
});
