import { expect, it } from 'vitest';
import type { Grant } from '../../../src/administrators/grant.ts';
import { HOST, organizationLevel } from '../../../src/kernel/level.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { useStorage } from './use-storage.ts';

/** {@link GrantStore}. */
export function grantContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const audit = () => buildAuditEntry(fresh().newId, { action: 'access.granted' });
  const auditCount = async () => (await fresh().storage.audit.list({}, { limit: 500 })).items.length;
  const user = (userId: string): Grant['holder'] => ({ kind: 'user', teamId: 'T1', userId });
  const group: Grant['holder'] = { kind: 'group', teamId: 'T1', groupId: 'S1' };
  const build = (overrides: Partial<Grant> = {}): Grant => ({
    id: fresh().newId(),
    level: HOST,
    holder: user('U1'),
    grantedAt: 1,
    grantedBy: { kind: 'command-line', name: 'root' },
    ...overrides,
  });
  const add = async (overrides: Partial<Grant> = {}): Promise<Grant> => {
    const grant = build(overrides);
    expect(await fresh().storage.grants.add(grant, audit())).toBe('added');
    return grant;
  };

  it('lists rights as they were granted, oldest first', async () => {
    const roles = { systemAdministrator: false, organizationIds: ['acme'] };
    const grantedBy = { kind: 'slack', teamId: 'T1', userId: 'U9', channelId: null, roles } as const;
    const young = await add({ grantedAt: 2, level: organizationLevel('acme'), grantedBy });
    const old = await add({ holder: group });
    const twin = await add({ holder: user('S1') });
    expect(await fresh().storage.grants.list()).toEqual([old, twin, young]);
  });

  it('gives a right once, and says so without a second audit entry', async () => {
    const first = await add();
    expect(await fresh().storage.grants.add(build(), audit())).toBe('known');
    const elsewhere = await add({ level: organizationLevel('acme') });
    const otherTeam = await add({ holder: { kind: 'user', teamId: 'T2', userId: 'U1' } });
    expect(await fresh().storage.grants.list()).toEqual([first, elsewhere, otherTeam]);
    expect(await auditCount()).toBe(3);
  });

  it('removes a right once', async () => {
    const { grants } = fresh().storage;
    const { id } = await add({ level: organizationLevel('acme') });
    const change = { id, othersRemain: false };
    expect(await grants.remove(change, audit())).toBe('removed');
    expect(await grants.remove(change, audit())).toBe('not-found');
    expect(await grants.list()).toEqual([]);
    expect(await auditCount()).toBe(2);
  });

  it('keeps the last person who administers the system: a group does not count, configuration does', async () => {
    const { grants } = fresh().storage;
    const one = await add();
    await add({ holder: group });
    await add({ holder: user('U2'), level: organizationLevel('acme') });
    const change = { id: one.id, othersRemain: false };
    expect(await grants.remove(change, audit())).toBe('last-system-administrator');
    expect(await grants.list()).toHaveLength(3);
    expect(await auditCount()).toBe(3);
    const two = await add({ holder: user('U2') });
    expect(await grants.remove(change, audit())).toBe('removed');
    expect(await grants.remove({ id: two.id, othersRemain: true }, audit())).toBe('removed');
  });

  it('lets the code be claimed once, before its time is over, and only the newest one', async () => {
    const { grants } = fresh().storage;
    const claim = (codeHash: string, now: number) => grants.claim({ codeHash, now, grant: build() }, audit());
    expect(await claim('old', 1)).toBe('not-valid');
    expect(await grants.offerClaim({ codeHash: 'old', expiresAt: 10 })).toBe('offered');
    expect(await grants.offerClaim({ codeHash: 'new', expiresAt: 10 })).toBe('offered');
    expect(await claim('old', 1)).toBe('not-valid');
    expect(await claim('new', 10)).toBe('not-valid');
    expect(await auditCount()).toBe(0);
    const answers = await Promise.all([claim('new', 9), claim('new', 9)]);
    expect(answers.toSorted()).toEqual(['claimed', 'not-valid']);
    expect(await grants.list()).toHaveLength(1);
    expect(await auditCount()).toBe(1);
  });

  it('ends the code once a person administers the system, and does not wake it when they go', async () => {
    const { grants } = fresh().storage;
    const offer = { codeHash: 'code', expiresAt: 10 };
    await add({ holder: group });
    expect(await grants.offerClaim(offer)).toBe('offered');
    const { id } = await add();
    expect(await grants.offerClaim(offer)).toBe('administered');
    const claim = { codeHash: 'code', now: 1, grant: build({ holder: user('U2') }) };
    expect(await grants.claim(claim, audit())).toBe('not-valid');
    await grants.remove({ id, othersRemain: true }, audit());
    expect(await grants.claim(claim, audit())).toBe('not-valid');
  });

  it('counts every change of rights as one of the configuration, and nothing else', async () => {
    const { storage } = fresh();
    const grew = async (change: () => Promise<unknown>): Promise<boolean> => {
      const before = await storage.configurationVersion();
      await change();
      return (await storage.configurationVersion()) > before;
    };
    const claim = (codeHash: string) =>
      storage.grants.claim({ codeHash, now: 1, grant: build({ id: 'claimed' }) }, audit());
    const remove = () => storage.grants.remove({ id: 'claimed', othersRemain: true }, audit());
    expect(await grew(() => storage.grants.offerClaim({ codeHash: 'code', expiresAt: 9 }))).toBe(false);
    expect(await grew(() => claim('wrong'))).toBe(false);
    expect(await grew(() => claim('code'))).toBe(true);
    expect(await grew(() => storage.grants.add(build(), audit()))).toBe(false);
    expect(await grew(remove)).toBe(true);
    expect(await grew(remove)).toBe(false);
    expect(await grew(() => storage.grants.add(build(), audit()))).toBe(true);
  });

  it('grants nothing without its audit entry, and leaves the code as it was', async () => {
    const { storage } = fresh();
    const entry = audit();
    await storage.audit.append(entry);
    await storage.grants.offerClaim({ codeHash: 'code', expiresAt: 9 });
    const claim = { codeHash: 'code', now: 1, grant: build() };
    await expect(storage.grants.add(build(), entry)).rejects.toMatchObject({ code: 'internal' });
    await expect(storage.grants.claim(claim, entry)).rejects.toMatchObject({ code: 'internal' });
    expect(await storage.grants.list()).toEqual([]);
    expect(await storage.grants.claim(claim, audit())).toBe('claimed');
  });
}
