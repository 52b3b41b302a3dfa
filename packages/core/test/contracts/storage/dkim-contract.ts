import { expect, it } from 'vitest';
import type { DkimKey } from '../../../src/dkim/dkim-key.ts';
import { HOST, organizationLevel } from '../../../src/kernel/level.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { useStorage } from './use-storage.ts';

/** {@link DkimStore}. */
export function dkimContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const audit = () => buildAuditEntry(fresh().newId, { action: 'dkim.added' });
  const auditCount = async () => (await fresh().storage.audit.list({}, { limit: 500 })).items.length;
  const build = (overrides: Partial<DkimKey> = {}): DkimKey => ({
    level: HOST,
    domain: 'acme.example',
    selector: 'postern',
    publicKey: 'AAAA',
    sealed: { keyId: 'k1', box: 'Ym94' },
    enabled: false,
    createdAt: 1,
    ...overrides,
  });
  const add = async (overrides: Partial<DkimKey> = {}) => {
    const key = build(overrides);
    expect(await fresh().storage.dkim.add(key, audit())).toBe('added');
    return key;
  };
  const grew = async (change: () => Promise<unknown>) => {
    const before = await fresh().storage.configurationVersion();
    await change();
    return (await fresh().storage.configurationVersion()) > before;
  };

  it('keeps one key a level and domain, as it was made, oldest first', async () => {
    const { dkim } = fresh().storage;
    const young = await add({ createdAt: 2, enabled: true });
    const old = await add({ level: organizationLevel('acme') });
    const other = await add({ domain: 'b.example', createdAt: 3 });
    expect(await dkim.list()).toEqual([old, young, other]);
    expect(await dkim.add(build({ selector: 'another' }), audit())).toBe('exists');
    expect(await dkim.list()).toEqual([old, young, other]);
    expect(await auditCount()).toBe(3);
  });

  it('switches a key on and off, each once, and never a later one in its place', async () => {
    const { dkim } = fresh().storage;
    const key = await add();
    expect(await dkim.setEnabled({ ...key, selector: 'gone' }, true, audit())).toBe(false);
    expect(await dkim.setEnabled(key, false, audit())).toBe(false);
    expect(await dkim.setEnabled(key, true, audit())).toBe(true);
    expect(await dkim.setEnabled(key, true, audit())).toBe(false);
    expect(await dkim.list()).toEqual([{ ...key, enabled: true }]);
    expect(await auditCount()).toBe(2);
  });

  it('removes the key that is meant, once', async () => {
    const { dkim } = fresh().storage;
    const key = await add();
    expect(await dkim.remove({ ...key, selector: 'gone' }, audit())).toBe(false);
    expect(await dkim.remove({ ...key, level: organizationLevel('acme') }, audit())).toBe(false);
    expect(await dkim.remove(key, audit())).toBe(true);
    expect(await dkim.remove(key, audit())).toBe(false);
    expect(await dkim.list()).toEqual([]);
    expect(await auditCount()).toBe(2);
  });

  it('reseals what is still sealed as it was read, and counts its key', async () => {
    const { storage } = fresh();
    const { sealed, ...key } = await add();
    const after = { keyId: 'k9', box: 'bmV3' };
    const named = { ...key, sealed };
    expect(await storage.dkim.reseal(named, { ...sealed, box: 'b3RoZXI=' }, after)).toBe(false);
    expect(await storage.dkim.reseal(named, { ...sealed, keyId: 'k2' }, after)).toBe(false);
    expect(await storage.dkim.reseal({ ...named, selector: 'gone' }, sealed, after)).toBe(false);
    expect(await storage.sealingKeyIds()).toEqual(['k1']);
    expect(await storage.dkim.reseal(named, sealed, after)).toBe(true);
    expect(await storage.dkim.list()).toEqual([{ ...key, sealed: after }]);
    expect(await storage.sealingKeyIds()).toEqual(['k9']);
  });

  it('is configuration when it changes, and only then', async () => {
    const { dkim } = fresh().storage;
    const key = build();
    expect(await grew(() => dkim.add(key, audit()))).toBe(true);
    expect(await grew(() => dkim.add(key, audit()))).toBe(false);
    expect(await grew(() => dkim.setEnabled(key, true, audit()))).toBe(true);
    expect(await grew(() => dkim.setEnabled(key, true, audit()))).toBe(false);
    expect(await grew(() => dkim.reseal(key, key.sealed, { keyId: 'k9', box: 'bmV3' }))).toBe(false);
    expect(await grew(() => dkim.remove(key, audit()))).toBe(true);
    expect(await grew(() => dkim.remove(key, audit()))).toBe(false);
  });
}
