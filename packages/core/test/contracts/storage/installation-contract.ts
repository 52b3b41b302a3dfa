import { expect, it } from 'vitest';
import type { Installation } from '../../../src/installations/installation.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { useStorage } from './use-storage.ts';

/** {@link InstallationStore}. */
export function installationContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const audit = () => buildAuditEntry(fresh().newId, { action: 'installation.added' });
  const auditCount = async () => (await fresh().storage.audit.list({}, { limit: 500 })).items.length;
  const save = async (overrides: Partial<Installation> = {}): Promise<Installation> => {
    const sealed = { keyId: 'k1', box: 'Ym94' };
    const installation = { teamId: 'T1', teamName: 'Acme', sealed, installedAt: 1, installedBy: 'U1' };
    const whole = { ...installation, ...overrides };
    await fresh().storage.installations.save(whole, audit());
    return whole;
  };

  it('keeps one installation a workspace, the later one', async () => {
    const { installations } = fresh().storage;
    const other = await save({ teamId: 'T2', installedAt: 2 });
    await save();
    const again = await save({
      teamName: 'Acme Ltd',
      sealed: { keyId: 'k2', box: 'bmV3' },
      installedAt: 3,
      installedBy: 'U2',
    });
    expect(await installations.find('T1')).toEqual(again);
    expect(await installations.find('T2')).toEqual(other);
    expect(await installations.find('T3')).toBeNull();
    expect(await installations.list()).toEqual([other, again]);
    expect(await auditCount()).toBe(3);
  });

  it('reseals what is still sealed as it was read, and counts its key', async () => {
    const { storage } = fresh();
    const { sealed, ...rest } = await save();
    const after = { keyId: 'k9', box: 'bmV3' };
    expect(await storage.installations.reseal('T1', { ...sealed, box: 'b3RoZXI=' }, after)).toBe(false);
    expect(await storage.installations.reseal('T1', { ...sealed, keyId: 'k2' }, after)).toBe(false);
    expect(await storage.installations.reseal('T2', sealed, after)).toBe(false);
    expect(await storage.sealingKeyIds()).toEqual(['k1']);
    expect(await storage.installations.reseal('T1', sealed, after)).toBe(true);
    expect(await storage.installations.find('T1')).toEqual({ ...rest, sealed: after });
    expect(await storage.sealingKeyIds()).toEqual(['k9']);
  });

  it('removes the installation that is meant, once, and never a later one', async () => {
    const { installations } = fresh().storage;
    const first = await save();
    const second = await save({ installedAt: 5 });
    expect(await installations.remove(first, audit())).toBe(false);
    expect(await installations.find('T1')).toEqual(second);
    expect(await installations.remove(second, audit())).toBe(true);
    expect(await installations.remove(second, audit())).toBe(false);
    expect(await installations.list()).toEqual([]);
    expect(await auditCount()).toBe(3);
  });
}
