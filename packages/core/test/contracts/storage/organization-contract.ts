import { expect, it } from 'vitest';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildOrganization } from '../../../src/testing/build-organization.ts';
import { useStorage } from './use-storage.ts';

/** {@link OrganizationStore}. */
export function organizationContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const auditCount = async () => (await fresh().storage.audit.list({}, { limit: 500 })).items.length;

  it('finds an organization by short name and by id, and lists by short name', async () => {
    const { storage, newId } = fresh();
    const zeta = buildOrganization({ id: newId(), slug: 'zeta' });
    const acme = buildOrganization({ id: newId() });
    expect(await storage.organizations.add(zeta, buildAuditEntry(newId))).toBe('added');
    expect(await storage.organizations.add(acme, buildAuditEntry(newId))).toBe('added');
    expect(await storage.organizations.list()).toEqual([acme, zeta]);
    expect(await storage.organizations.findBySlug('zeta')).toEqual(zeta);
    expect(await storage.organizations.findById(acme.id)).toEqual(acme);
    expect(await storage.organizations.findBySlug('nobody')).toBeNull();
    expect(await storage.organizations.findById('nobody')).toBeNull();
  });

  it('gives a short name once', async () => {
    const { storage, newId } = fresh();
    await storage.organizations.add(buildOrganization({ id: newId() }), buildAuditEntry(newId));
    const second = buildOrganization({ id: newId(), name: 'Another Acme' });
    expect(await storage.organizations.add(second, buildAuditEntry(newId))).toBe('slug-taken');
    expect(await storage.organizations.list()).toMatchObject([{ name: 'Acme SA' }]);
    expect(await auditCount()).toBe(1);
  });

  it('replaces name, language, time zone and limit, and never the short name', async () => {
    const { storage, newId } = fresh();
    const acme = buildOrganization();
    await storage.organizations.add(acme, buildAuditEntry(newId));
    const change = buildOrganization({
      slug: 'other',
      name: 'Acme Ltd',
      language: 'en',
      timeZone: 'UTC',
      limitPerMinute: 0,
      createdAt: 1,
    });
    expect(await storage.organizations.update(change, buildAuditEntry(newId))).toBe('updated');
    expect(await storage.organizations.findById(acme.id)).toEqual({
      ...acme,
      name: 'Acme Ltd',
      language: 'en',
      timeZone: 'UTC',
      limitPerMinute: 0,
    });
    const unknown = buildOrganization({ id: 'nobody' });
    expect(await storage.organizations.update(unknown, buildAuditEntry(newId))).toBe('not-found');
    expect(await auditCount()).toBe(2);
  });
}
