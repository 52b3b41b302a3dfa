import { expect, it } from 'vitest';
import { HOST } from '../../../src/kernel/level.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildSource, buildSourceSecret } from '../../../src/testing/build-source.ts';
import { useStorage } from './use-storage.ts';

/** {@link SourceStore}. */
export function sourceContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const audit = () => buildAuditEntry(fresh().newId);
  const auditCount = async () => (await fresh().storage.audit.list({}, { limit: 500 })).items.length;
  const add = async (overrides: Parameters<typeof buildSource>[0] = {}) => {
    const { storage, newId } = fresh();
    const secrets = [buildSourceSecret({ id: newId() })];
    const source = buildSource({ id: newId(), secrets, ...overrides });
    return { source, answer: await storage.sources.add(source, audit()) };
  };

  it('finds and lists sources with their secrets, oldest first', async () => {
    const { storage, newId } = fresh();
    const two = [buildSourceSecret({ id: newId() }), buildSourceSecret({ id: newId(), lastUsedAt: 7 })];
    const { source: first } = await add({ secrets: two });
    const { source: second } = await add({ level: HOST, kind: 'generic', state: 'disabled' });
    expect(await storage.sources.list()).toEqual([first, second]);
    expect(await storage.sources.find(second.id)).toEqual(second);
    expect(await storage.sources.find('nobody')).toBeNull();
  });

  it('gives a name once within a level', async () => {
    await add({ name: 'prod' });
    expect((await add({ name: 'prod' })).answer).toBe('name-taken');
    expect((await add({ name: 'prod', level: HOST })).answer).toBe('added');
    expect(await auditCount()).toBe(2);
  });

  it('enables and disables', async () => {
    const { storage } = fresh();
    const { source } = await add();
    expect(await storage.sources.setState(source.id, 'disabled', audit())).toBe('changed');
    expect(await storage.sources.find(source.id)).toEqual({ ...source, state: 'disabled' });
    expect(await storage.sources.setState('nobody', 'disabled', audit())).toBe('not-found');
    expect(await auditCount()).toBe(2);
  });

  it('keeps how often it is to be heard of and how much of it is taken', async () => {
    const { storage } = fresh();
    const { source } = await add();
    expect(await storage.sources.setExpectation(source.id, 300_000, audit())).toBe('changed');
    expect(await storage.sources.setLimit(source.id, 600, audit())).toBe('changed');
    const changed = { ...source, expectedEvery: 300_000, limitPerMinute: 600 };
    expect(await storage.sources.find(source.id)).toEqual(changed);
    expect(await storage.sources.setLimit(source.id, null, audit())).toBe('changed');
    expect(await storage.sources.list()).toEqual([{ ...changed, limitPerMinute: null }]);
    expect(await storage.sources.setLimit('nobody', 1, audit())).toBe('not-found');
    expect(await auditCount()).toBe(4);
  });

  it('has at most two secrets and at least one', async () => {
    const { storage, newId } = fresh();
    const { source } = await add();
    const [first] = source.secrets;
    const second = buildSourceSecret({ id: newId(), sealed: { keyId: 'k2', box: 'c2Vjb25k' } });
    const third = buildSourceSecret({ id: newId() });
    const { sources } = storage;
    expect(await sources.removeSecret(source.id, first!.id, audit())).toBe('last-one');
    expect(await sources.addSecret(source.id, second, audit())).toBe('added');
    expect(await sources.addSecret(source.id, third, audit())).toBe('two-already');
    expect((await sources.find(source.id))?.secrets).toEqual([first, second]);
    expect(await sources.removeSecret(source.id, third.id, audit())).toBe('not-found');
    expect(await sources.removeSecret(source.id, first!.id, audit())).toBe('removed');
    expect((await sources.find(source.id))?.secrets).toEqual([second]);
    expect(await sources.addSecret('nobody', third, audit())).toBe('not-found');
    expect(await sources.removeSecret('nobody', second.id, audit())).toBe('not-found');
    expect(await auditCount()).toBe(3);
  });

  it('does not let one source touch the secret of another', async () => {
    const { storage, newId } = fresh();
    const { source } = await add({ name: 'one' });
    const two = [buildSourceSecret({ id: newId() }), buildSourceSecret({ id: newId() })];
    const { source: other } = await add({ name: 'other', secrets: two });
    expect(await storage.sources.removeSecret(source.id, two[0]!.id, audit())).toBe('not-found');
    const resealed = { ...two[0]!, sealed: { keyId: 'k9', box: 'bmV3' } };
    expect(await storage.sources.resealSecret(source.id, two[0]!, resealed)).toBe(false);
    expect(await storage.sources.find(other.id)).toEqual(other);
  });

  it('reseals a secret that is still sealed as it was read, and touches nothing else of it', async () => {
    const { storage, newId } = fresh();
    const before = buildSourceSecret({ id: newId(), lastUsedAt: 60_000 });
    const { source } = await add({ secrets: [before] });
    const after = { ...before, lastUsedAt: null, sealed: { keyId: 'k9', box: 'bmV3' } };
    expect(await storage.sources.resealSecret(source.id, after, after)).toBe(false);
    expect(await storage.sources.resealSecret(source.id, { ...before, lastUsedAt: null }, after)).toBe(true);
    expect(await storage.sources.resealSecret(source.id, before, after)).toBe(false);
    expect((await storage.sources.find(source.id))?.secrets).toEqual([{ ...after, lastUsedAt: 60_000 }]);
    expect(await storage.sealingKeyIds()).toEqual(['k9']);
  });
}
