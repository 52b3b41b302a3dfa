import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { buildAuditEntry } from '../testing/build-audit-entry.ts';
import { buildOrganization } from '../testing/build-organization.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { bindChannel } from './bind-channel.ts';
import { findLevelOfChannel } from './find-level-of-channel.ts';
import { listChannels } from './list-channels.ts';
import { unbindChannel } from './unbind-channel.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const acme = organizationLevel(buildOrganization().id);
const HERE = { teamId: 'T1', channelId: 'C1' };

function administratorOf(...organizationIds: readonly string[]): Actor {
  const roles = { systemAdministrator: false, organizationIds };
  return { kind: 'slack', teamId: 'T1', userId: 'U1', channelId: 'C1', roles };
}

function startHouse() {
  const newId = sequentialIds();
  const deps = { storage: createMemoryStorage(), clock: new FakeClock(), newId };
  const bind = (actor: Actor, level = acme, place = HERE) =>
    bindChannel(deps, actor, { level, ...place, language: 'fr' });
  return { deps, bind, newId };
}

let house: ReturnType<typeof startHouse>;
beforeEach(async () => {
  house = startHouse();
  await house.deps.storage.organizations.add(buildOrganization(), buildAuditEntry(house.newId));
});

const audited = async (action: 'channel.bound' | 'channel.unbound') =>
  (await house.deps.storage.audit.list({ action }, { limit: 10 })).items;

describe('bindChannel', () => {
  it('binds a channel, audited as the person’s act, and once', async () => {
    const ada = administratorOf(buildOrganization().id);
    expect(await house.bind(ada)).toMatchObject({ outcome: 'bound', replaced: null });
    expect(await house.bind(ada)).toMatchObject({ outcome: 'unchanged' });
    expect(await audited('channel.bound')).toMatchObject([
      { actor: ada, level: acme, changes: [{ field: 'channel', before: null, after: 'T1/C1' }] },
    ]);
  });

  it('gives up the channel that the level had before, and says which', async () => {
    await house.bind(root);
    const moved = await house.bind(root, acme, { ...HERE, channelId: 'C2' });
    expect(moved).toMatchObject({ outcome: 'bound', replaced: HERE });
    expect(await listChannels(house.deps, root)).toMatchObject([{ level: acme, channelId: 'C2' }]);
  });

  it('names the level that has the channel already only to those who may see it', async () => {
    await house.bind(root, HOST);
    expect(await house.bind(root)).toEqual({ outcome: 'channel-taken', by: HOST });
    const ada = administratorOf(buildOrganization().id);
    expect(await house.bind(ada)).toEqual({ outcome: 'channel-taken', by: null });
  });

  it('is for those who administer the level, and for levels that there are', async () => {
    const eve = administratorOf('globex');
    await expect(house.bind(eve)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(house.bind(eve, HOST)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(house.bind(eve, organizationLevel('globex'))).rejects.toMatchObject({ code: 'not-found' });
    expect(await listChannels(house.deps, root)).toEqual([]);
  });
});

describe('unbindChannel', () => {
  it('takes it away, audited, and once', async () => {
    await house.bind(root);
    const unbound = await unbindChannel(house.deps, root, { level: acme });
    expect(unbound).toMatchObject({ outcome: 'unbound', before: HERE });
    expect(await unbindChannel(house.deps, root, { level: acme })).toEqual({
      outcome: 'unchanged',
      before: null,
    });
    expect(await audited('channel.unbound')).toMatchObject([
      { changes: [{ field: 'channel', before: 'T1/C1', after: null }] },
    ]);
  });

  it('is for those who administer the level', async () => {
    await house.bind(root);
    const unbinding = unbindChannel(house.deps, administratorOf('globex'), { level: acme });
    await expect(unbinding).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('the level of a channel', () => {
  it('is told to those who may see it; for others the channel is bound to nothing', async () => {
    await house.bind(root);
    const of = (actor: Actor, place = HERE) => findLevelOfChannel(house.deps, actor, place);
    expect(await of(administratorOf(buildOrganization().id))).toEqual(acme);
    expect(await of(root, { ...HERE, teamId: 'T2' })).toBeNull();
    expect(await of(administratorOf('globex'))).toBeNull();
    expect(await listChannels(house.deps, administratorOf('globex'))).toEqual([]);
  });
});
