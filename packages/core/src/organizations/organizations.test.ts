import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { organizationLevel } from '../kernel/level.ts';
import type { Storage } from '../storage.ts';
import { FAKE_START, FakeClock } from '../testing/fake-clock.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { addOrganization } from './add-organization.ts';
import { findOrganization } from './find-organization.ts';
import { listOrganizations } from './list-organizations.ts';
import type { OrganizationDeps } from './organization-deps.ts';
import { updateOrganization } from './update-organization.ts';

const root: Actor = { kind: 'command-line', name: 'root' };

function administratorOf(...organizationIds: readonly string[]): Actor {
  const roles = { systemAdministrator: false, organizationIds };
  return { kind: 'slack', teamId: 'T1', userId: 'U1', channelId: null, roles };
}

let deps: OrganizationDeps & { readonly storage: Storage };

beforeEach(() => {
  deps = { storage: createMemoryStorage(), clock: new FakeClock(), newId: sequentialIds() };
});

describe('addOrganization', () => {
  it('stores it with English and UTC unless told otherwise, and says so in the audit log', async () => {
    const acme = await addOrganization(deps, root, { slug: 'acme', name: ' Acme SA ' });
    expect(acme).toMatchObject({
      slug: 'acme',
      name: 'Acme SA',
      language: 'en',
      timeZone: 'UTC',
      createdAt: FAKE_START,
    });
    expect(await deps.storage.organizations.findBySlug('acme')).toEqual(acme);
    const { items } = await deps.storage.audit.list({}, { limit: 10 });
    expect(items).toMatchObject([
      {
        action: 'organization.added',
        actor: root,
        level: organizationLevel(acme.id),
        changes: [
          { field: 'slug', before: null, after: 'acme' },
          { field: 'name', before: null, after: 'Acme SA' },
          { field: 'language', before: null, after: 'en' },
          { field: 'timeZone', before: null, after: 'UTC' },
        ],
      },
    ]);
  });

  it.each([
    [{ slug: 'Acme', name: 'Acme' }, 'slug'],
    [{ slug: 'host', name: 'Acme' }, 'slug'],
    [{ slug: '-acme', name: 'Acme' }, 'slug'],
    [{ slug: 'acme', name: ' ' }, 'name'],
    [{ slug: 'acme', name: 'Acme\r\nBcc: x' }, 'name'],
    [{ slug: 'acme', name: 'Acme', timeZone: 'Paris' }, 'timeZone'],
    [{ slug: 'acme', name: 'Acme', language: 'de' as 'en' }, 'language'],
  ])('refuses %j and names the field', async (input, path) => {
    const adding = addOrganization(deps, root, input);
    await expect(adding).rejects.toMatchObject({ code: 'input-invalid', issues: [{ path }] });
  });

  it('names all faults at once', async () => {
    const adding = addOrganization(deps, root, { slug: 'A', name: '', timeZone: 'x' });
    await expect(adding).rejects.toMatchObject({ issues: { length: 3 } });
  });

  it('keeps short names unique', async () => {
    await addOrganization(deps, root, { slug: 'acme', name: 'Acme SA' });
    await expect(addOrganization(deps, root, { slug: 'acme', name: 'Other' })).rejects.toMatchObject({
      code: 'conflict',
      message: 'There is an organization "acme" already. Choose another short name.',
    });
    expect(await deps.storage.organizations.list()).toHaveLength(1);
  });

  it('is for system administrators', async () => {
    const adding = addOrganization(deps, administratorOf('1'), { slug: 'acme', name: 'Acme' });
    await expect(adding).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('updateOrganization', () => {
  it('changes what is given, keeps the rest, and audits just that', async () => {
    const acme = await addOrganization(deps, root, { slug: 'acme', name: 'Acme SA' });
    const change = await updateOrganization(deps, administratorOf(acme.id), { slug: 'acme', language: 'fr' });
    expect(change).toEqual({ outcome: 'updated', organization: { ...acme, language: 'fr' } });
    const { items } = await deps.storage.audit.list({ action: 'organization.changed' }, { limit: 10 });
    expect(items).toMatchObject([{ changes: [{ field: 'language', before: 'en', after: 'fr' }] }]);
  });

  it('writes nothing when nothing changes', async () => {
    await addOrganization(deps, root, { slug: 'acme', name: 'Acme SA' });
    const version = await deps.storage.configurationVersion();
    const change = await updateOrganization(deps, root, { slug: 'acme', name: 'Acme SA' });
    expect(change.outcome).toBe('unchanged');
    expect(await deps.storage.configurationVersion()).toBe(version);
  });

  it('does not tell an administrator of another organization that it exists', async () => {
    await addOrganization(deps, root, { slug: 'acme', name: 'Acme SA' });
    const change = updateOrganization(deps, administratorOf('other'), { slug: 'acme', name: 'x' });
    await expect(change).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no organization "acme". There is none yet: add it first.',
    });
  });
});

describe('finding and listing organizations', () => {
  beforeEach(async () => {
    for (const slug of ['globex', 'acme', 'initech']) await addOrganization(deps, root, { slug, name: slug });
  });

  it('finds one whatever the case it is typed in', async () => {
    expect((await findOrganization(deps, root, ' ACME ')).slug).toBe('acme');
  });

  it.each([
    ['acm', 'There is no organization "acm". Did you mean "acme"?'],
    ['glbex', 'There is no organization "glbex". Did you mean "globex"?'],
    ['umbrella', 'There is no organization "umbrella". Known ones are: acme, globex, initech.'],
  ])('says for %s what was probably meant, or what there is', async (slug, message) => {
    await expect(findOrganization(deps, root, slug)).rejects.toMatchObject({ code: 'not-found', message });
  });

  it('shows and suggests only what the person may see', async () => {
    const acme = await findOrganization(deps, root, 'acme');
    const person = administratorOf(acme.id);
    expect(await listOrganizations(deps, person)).toEqual([acme]);
    await expect(findOrganization(deps, person, 'globx')).rejects.toMatchObject({
      message: 'There is no organization "globx". Known ones are: acme.',
    });
    await expect(findOrganization(deps, person, 'globex')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('lists by short name', async () => {
    const all = await listOrganizations(deps, root);
    expect(all.map(({ slug }) => slug)).toEqual(['acme', 'globex', 'initech']);
  });
});
