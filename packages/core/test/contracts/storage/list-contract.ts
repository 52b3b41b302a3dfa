import { expect, it } from 'vitest';
import { HOST } from '../../../src/kernel/level.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildList } from '../../../src/testing/build-list.ts';
import { buildRecipient, buildRule } from '../../../src/testing/build-rule.ts';
import { useStorage } from './use-storage.ts';

/** {@link ListStore}, and what it has to do with rules. */
export function listContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const audit = () => buildAuditEntry(fresh().newId);
  const auditCount = async () => (await fresh().storage.audit.list({}, { limit: 500 })).items.length;
  const naming = (id: string, address = 'list:oncall') =>
    buildRule({
      id,
      recipients: [buildRecipient({ address: 'a@acme.example' }), buildRecipient({ address })],
    });

  it('gives back a list as it was added, under its name at its level alone', async () => {
    const { storage } = fresh();
    const list = buildList({
      name: 'équipe-nuit',
      members: [
        buildRecipient(),
        buildRecipient({ address: 'ana@acme.example', language: 'fr', timeZone: 'Europe/Paris' }),
      ],
    });
    expect(await storage.lists.add(list, audit())).toBe('added');
    expect(await storage.lists.find(list.level, list.name)).toEqual(list);
    expect(await storage.lists.find(HOST, list.name)).toBeNull();
    expect(await storage.lists.find(list.level, 'other')).toBeNull();
    expect(await auditCount()).toBe(1);
  });

  it('has one list of a name at each level', async () => {
    const { storage, newId } = fresh();
    const list = buildList({ id: newId() });
    await storage.lists.add(list, audit());
    expect(await storage.lists.add(buildList({ id: newId(), members: [] }), audit())).toBe('name-taken');
    const hosts = buildList({ id: newId(), level: HOST });
    expect(await storage.lists.add(hosts, audit())).toBe('added');
    const first = buildList({ id: newId(), name: 'a' });
    await storage.lists.add(first, audit());
    expect(await storage.lists.list()).toEqual([hosts, first, list]);
    expect(await auditCount()).toBe(3);
  });

  it('changes the members of a list that is as it was looked at, and nothing else of it', async () => {
    const { storage } = fresh();
    const list = buildList();
    await storage.lists.add(list, audit());
    const members = [buildRecipient({ address: 'b@acme.example' })];
    const after = { ...list, members, name: 'renamed', level: HOST, createdAt: 1 };
    expect(await storage.lists.update({ before: list, after }, audit())).toBe('updated');
    expect(await storage.lists.list()).toEqual([{ ...list, members }]);
    const version = await storage.configurationVersion();
    expect(await storage.lists.update({ before: list, after }, audit())).toBe('conflict');
    const nobody = buildList({ id: 'nobody' });
    expect(await storage.lists.update({ before: nobody, after: nobody }, audit())).toBe('not-found');
    expect(await storage.configurationVersion()).toBe(version);
    expect(await auditCount()).toBe(2);
  });

  it('removes a list once, and not while a rule of its level names it, paused or not', async () => {
    const { storage, newId } = fresh();
    const list = buildList();
    await storage.lists.add(list, audit());
    await storage.lists.add(buildList({ id: newId(), level: HOST }), audit());
    const rule = { ...naming(newId()), state: 'paused' as const, name: 'Nights' };
    await storage.rules.add({ ...naming(newId()), level: HOST }, audit());
    expect(await storage.rules.add(rule, audit())).toBe('added');
    const version = await storage.configurationVersion();
    const count = await auditCount();
    expect(await storage.lists.remove(list.id, audit())).toEqual({ kind: 'in-use', rules: ['Nights'] });
    expect([await storage.configurationVersion(), await auditCount()]).toEqual([version, count]);
    await storage.rules.remove(rule.id, audit());
    expect(await storage.lists.remove(list.id, audit())).toEqual({ kind: 'removed' });
    expect(await storage.lists.remove(list.id, audit())).toEqual({ kind: 'not-found' });
    expect(await storage.lists.find(list.level, list.name)).toBeNull();
  });

  it('takes no rule that names a list which its level does not have', async () => {
    const { storage, newId } = fresh();
    await storage.lists.add(buildList({ level: HOST }), audit());
    const rule = naming(newId());
    expect(await storage.rules.add(rule, audit())).toBe('no-list');
    expect(await storage.rules.list()).toEqual([]);
    const plain = buildRule({ id: rule.id });
    await storage.rules.add(plain, audit());
    expect(await storage.rules.update({ before: plain, after: rule }, audit())).toBe('no-list');
    expect(await storage.rules.find(rule.id)).toEqual(plain);
    await storage.lists.add(buildList({ id: newId() }), audit());
    expect(await storage.rules.update({ before: plain, after: rule }, audit())).toBe('updated');
    expect(await auditCount()).toBe(4);
  });

  it('lets a rule never outlive its list, whichever of both comes first', async () => {
    const { storage, newId } = fresh();
    const list = buildList();
    await storage.lists.add(list, audit());
    const rule = naming(newId());
    const [added, removed] = await Promise.all([
      storage.rules.add(rule, audit()),
      storage.lists.remove(list.id, audit()),
    ]);
    expect([`${added}, list ${removed.kind}`]).toEqual([
      expect.stringMatching(/^added, list in-use$|^no-list, list removed$/),
    ]);
  });

  it('adds no list without its audit entry', async () => {
    const { storage } = fresh();
    const entry = audit();
    await storage.audit.append(entry);
    await expect(storage.lists.add(buildList(), entry)).rejects.toMatchObject({ code: 'internal' });
    expect(await storage.lists.list()).toEqual([]);
  });
}
