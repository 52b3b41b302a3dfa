import { expect, it } from 'vitest';
import { HOST, organizationLevel } from '../../../src/kernel/level.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildRecipient, buildRule } from '../../../src/testing/build-rule.ts';
import { useStorage } from './use-storage.ts';

/** {@link RuleStore}. */
export function ruleContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const audit = () => buildAuditEntry(fresh().newId);
  const auditCount = async () => (await fresh().storage.audit.list({}, { limit: 500 })).items.length;

  it('gives back a rule as it was added, every matcher and recipient of it', async () => {
    const { storage, newId } = fresh();
    const rule = buildRule({
      id: newId(),
      level: HOST,
      matchers: {
        types: ['job.*'],
        minimumSeverity: 'error',
        tenants: ['Production'],
        folders: ['Finance', '7'],
        processes: ['Invoice*'],
        robots: ['robot-5'],
        queues: ['Invoices'],
        texts: ['no number', 'été'],
      },
      recipients: [
        buildRecipient(),
        buildRecipient({ address: 'ana@acme.example', language: 'fr', timeZone: 'Europe/Paris' }),
      ],
      includeData: ['InputArguments.amount'],
    });
    await storage.rules.add(rule, audit());
    expect(await storage.rules.find(rule.id)).toEqual(rule);
    expect(await storage.rules.find('nobody')).toBeNull();
  });

  it('lists all rules, oldest first', async () => {
    const { storage, newId } = fresh();
    const young = buildRule({ id: newId(), createdAt: 2 });
    const old = buildRule({ id: newId(), createdAt: 1 });
    const twin = buildRule({ id: newId(), createdAt: 1 });
    for (const rule of [young, old, twin]) await storage.rules.add(rule, audit());
    expect(await storage.rules.list()).toEqual([old, twin, young]);
  });

  it('changes all of a rule but its level and age', async () => {
    const { storage, newId } = fresh();
    const rule = buildRule({ id: newId() });
    await storage.rules.add(rule, audit());
    const changed = buildRule({
      id: rule.id,
      level: organizationLevel('other'),
      name: 'Renamed',
      state: 'paused',
      matchers: { types: ['queueItem.*'] },
      recipients: [buildRecipient({ address: 'b@acme.example' })],
      includeData: ['a'],
      createdAt: 1,
    });
    expect(await storage.rules.update({ before: rule, after: changed }, audit())).toBe('updated');
    expect(await storage.rules.find(rule.id)).toEqual({
      ...changed,
      level: rule.level,
      createdAt: rule.createdAt,
    });
    const nobody = buildRule({ id: 'nobody' });
    expect(await storage.rules.update({ before: nobody, after: nobody }, audit())).toBe('not-found');
    expect(await auditCount()).toBe(2);
  });

  it('lets nobody change a rule that is not as it was looked at', async () => {
    const { storage, newId } = fresh();
    const rule = buildRule({ id: newId() });
    await storage.rules.add(rule, audit());
    const mine = { ...rule, name: 'Mine' };
    const yours = { ...rule, matchers: { ...rule.matchers, types: ['queue.*'] } };
    expect(await storage.rules.update({ before: rule, after: mine }, audit())).toBe('updated');
    const version = await storage.configurationVersion();
    expect(await storage.rules.update({ before: rule, after: yours }, audit())).toBe('conflict');
    expect(await storage.rules.find(rule.id)).toEqual(mine);
    expect(await storage.configurationVersion()).toBe(version);
    expect(await auditCount()).toBe(2);
  });

  it('removes a rule once, and its deliveries stay', async () => {
    const { storage, newId } = fresh();
    const rule = buildRule({ id: newId() });
    await storage.rules.add(rule, audit());
    expect(await storage.rules.remove(rule.id, audit())).toBe('removed');
    expect(await storage.rules.remove(rule.id, audit())).toBe('not-found');
    expect(await storage.rules.list()).toEqual([]);
    expect(await auditCount()).toBe(2);
  });

  it('adds no rule without its audit entry', async () => {
    const { storage, newId } = fresh();
    const entry = audit();
    await storage.audit.append(entry);
    await expect(storage.rules.add(buildRule({ id: newId() }), entry)).rejects.toMatchObject({
      code: 'internal',
    });
    expect(await storage.rules.list()).toEqual([]);
  });
}
