import { expect, it } from 'vitest';
import type { CanaryDispatch } from '../../../src/canaries/canary-store.ts';
import type { Canary } from '../../../src/canaries/canary.ts';
import { planCanary } from '../../../src/canaries/plan-canary.ts';
import { DAY, HOUR, MINUTE } from '../../../src/kernel/clock.ts';
import { HOST } from '../../../src/kernel/level.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildCanary } from '../../../src/testing/build-canary.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { useStorage } from './use-storage.ts';

/** {@link CanaryStore}. */
export function canaryContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const audit = () => buildAuditEntry(fresh().newId);
  const auditCount = async () => (await fresh().storage.audit.list({}, { limit: 500 })).items.length;
  const mailCount = async () => (await fresh().storage.outbox.list({}, { limit: 500 })).items.length;

  const NEXT = FAKE_START + DAY;
  const SENT = FAKE_START + HOUR;

  async function kept(overrides: Partial<Canary> = {}): Promise<Canary> {
    const plan = buildCanary(overrides);
    const { level, address, schedule, nextAt, setBy, setAt } = plan;
    await fresh().storage.canaries.set({ level, address, schedule, nextAt, setBy, setAt }, audit());
    const found = await fresh().storage.canaries.find(plan.level);
    return found ?? expect.unreachable('it was set');
  }

  function dispatch(canary: Canary): CanaryDispatch {
    const organization = { language: 'fr', timeZone: 'Europe/Paris' } as const;
    const times = { now: SENT, nextAt: NEXT, inTimeUntil: SENT + HOUR };
    return planCanary(canary, { organization, ...times, newId: fresh().newId });
  }

  it('gives back what was set, with an audit entry', async () => {
    const own = await kept();
    const host = await kept({ level: HOST, schedule: { kind: 'every', every: 6 * HOUR } });
    expect(own).toEqual(buildCanary());
    expect(await fresh().storage.canaries.list()).toEqual([host, own]);
    expect(await auditCount()).toBe(2);
  });

  it('sets another one in its place, and remembers what was sent', async () => {
    const { storage } = fresh();
    const sent = dispatch(await kept());
    await storage.canaries.send(sent, null);
    const other = await kept({ address: 'new@acme.example', nextAt: NEXT + 1 });
    expect(other).toMatchObject({ address: 'new@acme.example', nextAt: NEXT + 1, last: sent.last });
    expect(other.version).toBe(FAKE_START + 2);
  });

  it('is removed once', async () => {
    const { storage } = fresh();
    const { level } = await kept();
    expect(await storage.canaries.remove(level, audit())).toBe('removed');
    expect(await storage.canaries.remove(level, audit())).toBe('not-found');
    expect(await storage.canaries.find(level)).toBeNull();
    expect(await auditCount()).toBe(2);
  });

  it('puts the mail into the outbox and moves the due time on together', async () => {
    const { storage } = fresh();
    const canary = await kept();
    const sent = dispatch(canary);
    expect(await storage.canaries.send(sent, null)).toBe(true);
    const { nextAt, last } = sent;
    expect(await storage.canaries.find(canary.level)).toEqual({
      ...canary,
      nextAt,
      last,
      version: canary.version + 1,
    });
    expect(await storage.outbox.find(last.deliveryId)).toMatchObject({
      delivery: {
        level: canary.level,
        eventType: 'postern.canary',
        ruleId: null,
        address: canary.address,
        language: 'fr',
        timeZone: 'Europe/Paris',
        state: 'queued',
        dueAt: SENT,
        expiresAt: SENT + HOUR,
        priority: 1,
      },
      event: sent.mail.event,
      receivedAt: SENT,
      timeline: [],
    });
    expect(await storage.outbox.nextDueAt()).toBe(SENT);
  });

  it('lets one of all who try to send it do so', async () => {
    const { storage } = fresh();
    const canary = await kept();
    const tries = [dispatch(canary), dispatch(canary), dispatch(canary)];
    const done = await Promise.all(tries.map((one) => storage.canaries.send(one, null)));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await mailCount()).toBe(1);
    const { last } = (await storage.canaries.find(canary.level)) ?? {};
    expect(last?.deliveryId).toBe(tries[done.indexOf(true)]?.last.deliveryId);
  });

  it('sends nothing that was changed or removed meanwhile, not even for one that was set again', async () => {
    const { storage } = fresh();
    const canary = await kept();
    await kept({ address: 'new@acme.example' });
    expect(await storage.canaries.send(dispatch(canary), audit())).toBe(false);
    await storage.canaries.remove(canary.level, audit());
    expect(await storage.canaries.send(dispatch(canary), audit())).toBe(false);
    await kept({ setAt: FAKE_START + MINUTE });
    expect(await storage.canaries.send(dispatch(canary), audit())).toBe(false);
    expect(await mailCount()).toBe(0);
    expect(await auditCount()).toBe(4);
  });

  it('sends nothing whose audit entry is not stored, and the due time stays', async () => {
    const { storage } = fresh();
    const canary = await kept();
    const entry = audit();
    await storage.audit.append(entry);
    await expect(storage.canaries.send(dispatch(canary), entry)).rejects.toMatchObject({ code: 'internal' });
    expect(await storage.canaries.find(canary.level)).toEqual(canary);
    expect(await mailCount()).toBe(0);
  });

  it('notes what became of the last one, once', async () => {
    const { storage } = fresh();
    const canary = await kept();
    const sent = dispatch(canary);
    await storage.canaries.send(sent, null);
    const endedAt = SENT + MINUTE;
    const last = { ...sent.last, outcome: 'delivered', endedAt } as const;
    const conclude = () =>
      storage.canaries.conclude({
        level: canary.level,
        expectedVersion: canary.version + 1,
        last,
        deliveredAt: endedAt,
      });
    expect([await conclude(), await conclude()]).toEqual([true, false]);
    expect(await storage.canaries.find(canary.level)).toMatchObject({ last, deliveredAt: endedAt });
  });

  it('is no change of the configuration that processes keep', async () => {
    const { storage } = fresh();
    const before = await storage.configurationVersion();
    const canary = await kept();
    await storage.canaries.send(dispatch(canary), null);
    expect(await storage.configurationVersion()).toBe(before);
  });
}
