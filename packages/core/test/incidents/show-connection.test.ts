import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/access/actor.ts';
import { createMemoryStorage } from '../../src/adapters/storage/memory/index.ts';
import { showConnection } from '../../src/incidents/show-connection.ts';
import { HOST, organizationLevel } from '../../src/kernel/level.ts';
import { addOrganization } from '../../src/organizations/add-organization.ts';
import { changeSettings } from '../../src/settings/change-settings.ts';
import { recordTest } from '../../src/settings/record-test.ts';
import { buildIncident } from '../../src/testing/build-incident.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { createFakeReferences } from '../../src/testing/fake-references.ts';
import { createFakeSealer } from '../../src/testing/fake-sealer.ts';
import { sequentialIds } from '../../src/testing/sequential-ids.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const SERVER = { 'smtp-host': 'smtp.example.com', 'smtp-port': '587', 'use-default-credentials': 'on' };

async function startHouse() {
  const clock = new FakeClock();
  const storage = createMemoryStorage();
  const newId = sequentialIds();
  const deps = {
    storage,
    clock,
    newId,
    sealer: createFakeSealer(),
    references: createFakeReferences(),
  };
  const acme = await addOrganization(deps, root, { slug: 'acme', name: 'Acme' });
  return { deps, clock, acme: organizationLevel(acme.id) };
}

describe('the connection of a level', () => {
  it('is not configured, then not proven, then delivering, then failing, as facts are stored', async () => {
    const { deps, clock } = await startHouse();
    const kind = async () => (await showConnection(deps, root, { level: HOST })).kind;
    expect(await kind()).toBe('not-configured');
    await changeSettings(deps, root, {
      level: HOST,
      set: { ...SERVER, 'default-from-address': 'robots@example.com' },
    });
    expect(await kind()).toBe('not-proven');
    await recordTest(deps, root, { level: HOST, number: 1, outcome: 'passed', reason: null });
    expect(await kind()).toBe('delivering');
    const incident = buildIncident({ updatedAt: clock.now() });
    await deps.storage.incidents.apply([{ incident, expectedVersion: 0 }]);
    expect(await showConnection(deps, root, { level: HOST })).toMatchObject({
      kind: 'failing',
      reason: 'authentication-failed',
    });
  });

  it('of an organization is the host’s until it has its own', async () => {
    const { deps, clock, acme } = await startHouse();
    const from = { 'default-from-address': 'robots@example.com' };
    await changeSettings(deps, root, { level: HOST, set: { ...SERVER, ...from } });
    const incident = buildIncident({ updatedAt: clock.now() });
    await deps.storage.incidents.apply([{ incident, expectedVersion: 0 }]);
    expect((await showConnection(deps, root, { level: acme })).kind).toBe('failing');
  });

  it('is not blamed for what another server did', async () => {
    const { deps, clock } = await startHouse();
    const set = { ...SERVER, 'smtp-host': 'new.example.com', 'default-from-address': 'robots@example.com' };
    await changeSettings(deps, root, { level: HOST, set });
    const incident = buildIncident({ updatedAt: clock.now() });
    await deps.storage.incidents.apply([{ incident, expectedVersion: 0 }]);
    expect((await showConnection(deps, root, { level: HOST })).kind).toBe('not-proven');
  });

  it('is shown to those alone who may see the level', async () => {
    const { deps, acme } = await startHouse();
    const roles = { systemAdministrator: false, organizationIds: ['other'] };
    const eve: Actor = { kind: 'slack', teamId: 'T1', userId: 'U1', channelId: null, roles };
    await expect(showConnection(deps, eve, { level: acme })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
