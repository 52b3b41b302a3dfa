import { expect, it } from 'vitest';
import { HELD_REASONS } from '../../../src/delivery/held-reasons.ts';
import type { DeliveryReason, Settlement } from '../../../src/delivery/delivery.ts';
import { FOLDING_WINDOW } from '../../../src/events/automation-event.ts';
import { HOUR } from '../../../src/kernel/clock.ts';
import { HOST, organizationLevel, type Level } from '../../../src/kernel/level.ts';
import { OPEN_POLICY } from '../../../src/settings/mail-settings.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildReport } from '../../../src/testing/build-report.ts';
import { buildRevision } from '../../../src/testing/build-revision.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { buildSettlement } from './build-settlement.ts';
import { useStorage } from './use-storage.ts';

const ACME = organizationLevel('acme');
const OTHER = organizationLevel('other');
const LATER = FAKE_START + HOUR;
const NOW = FAKE_START + 5;

/** {@link SettingsStore}: a change of the settings makes due what waits for one. */
export function releaseHeldContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  /** A delivery that was put off to {@link LATER}. */
  const putOff = async (level: Level, settlement: Partial<Settlement>): Promise<string> => {
    const { storage, newId } = fresh();
    await storage.intake.accept([buildReport(newId, { level })], FOLDING_WINDOW);
    const [claimed] = await storage.outbox.claimDue({
      now: FAKE_START,
      limit: 1,
      perLevel: 1,
      leaseToken: newId(),
      leaseUntil: LATER,
      except: [],
    });
    await storage.outbox.settle([
      buildSettlement(claimed!, { state: 'deferred', dueAt: LATER, endedAt: null, ...settlement }),
    ]);
    return claimed!.delivery.id;
  };
  const changeSettings = (level: Level, { releaseHeld }: { readonly releaseHeld: boolean }) => {
    const { storage, newId } = fresh();
    return storage.settings.save({
      level,
      expectedHead: 0,
      revisions: [buildRevision(newId, { level })],
      dropDraft: false,
      releaseHeld,
      audit: [buildAuditEntry(newId)],
      now: NOW,
    });
  };
  const dueAtOf = async (id: string) => (await fresh().storage.outbox.find(id))?.delivery.dueAt;

  it('makes due what waits because of any reason that settings may turn, and changes nothing else of it', async () => {
    const held = new Map<string, DeliveryReason>();
    for (const reason of HELD_REASONS) held.set(await putOff(ACME, { reason, attempts: 3 }), reason);
    await changeSettings(ACME, { releaseHeld: true });
    for (const [id, reason] of held) {
      const details = await fresh().storage.outbox.find(id);
      expect(details?.delivery).toMatchObject({ state: 'deferred', reason, attempts: 3, dueAt: NOW });
    }
  });

  it('makes due what was never tried, and leaves what the recipient’s server put off', async () => {
    const untried = await putOff(ACME, { reason: 'busy', attempts: 0 });
    const greylisted = await putOff(ACME, { reason: 'greylisted', attempts: 1 });
    const unknown = await putOff(ACME, { state: 'unknown', reason: 'reply-lost', attempts: 1 });
    await changeSettings(ACME, { releaseHeld: true });
    expect(await dueAtOf(untried)).toBe(NOW);
    expect(await dueAtOf(greylisted)).toBe(LATER);
    expect(await dueAtOf(unknown)).toBe(LATER);
  });

  it('never puts off what is due already', async () => {
    const due = await putOff(ACME, { reason: 'no-host', attempts: 0, dueAt: FAKE_START - 1 });
    await changeSettings(ACME, { releaseHeld: true });
    expect(await dueAtOf(due)).toBe(FAKE_START - 1);
  });

  it('concerns only the organization’s own deliveries when an organization changes', async () => {
    const own = await putOff(ACME, { reason: 'no-host', attempts: 0 });
    const others = await putOff(OTHER, { reason: 'no-host', attempts: 0 });
    const hosts = await putOff(HOST, { reason: 'no-host', attempts: 0 });
    await changeSettings(ACME, { releaseHeld: true });
    expect([await dueAtOf(own), await dueAtOf(others), await dueAtOf(hosts)]).toEqual([NOW, LATER, LATER]);
  });

  it('concerns everybody when the host changes, for any organization may inherit from it', async () => {
    const ids = [];
    for (const level of [ACME, OTHER, HOST])
      ids.push(await putOff(level, { reason: 'no-host', attempts: 0 }));
    await changeSettings(HOST, { releaseHeld: true });
    expect(await Promise.all(ids.map(dueAtOf))).toEqual([NOW, NOW, NOW]);
  });

  it('leaves them waiting when the change does not ask for it, or is not made', async () => {
    const { storage, newId } = fresh();
    const held = await putOff(ACME, { reason: 'no-host', attempts: 0 });
    await changeSettings(ACME, { releaseHeld: false });
    expect(await changeSettings(ACME, { releaseHeld: true })).toBe('conflict');
    const activate = { level: ACME, revisionId: 'nobody', audit: [buildAuditEntry(newId)], now: NOW };
    expect(await storage.settings.activate(activate)).toBe('conflict');
    expect(await dueAtOf(held)).toBe(LATER);
  });

  it('makes them due when the policy changes, which may have held any of them, unless it does not', async () => {
    const { storage } = fresh();
    const held = await putOff(ACME, { reason: 'from-domain-not-allowed', attempts: 0 });
    const strict = { ...OPEN_POLICY, requireSecureConnection: true };
    expect(await storage.settings.savePolicy(strict, OPEN_POLICY, { audit: [], now: NOW })).toBe('conflict');
    expect(await dueAtOf(held)).toBe(LATER);
    expect(await storage.settings.savePolicy(OPEN_POLICY, strict, { audit: [], now: NOW })).toBe('saved');
    expect(await dueAtOf(held)).toBe(NOW);
  });

  it('makes them due when a draft becomes active', async () => {
    const { storage, newId } = fresh();
    const held = await putOff(ACME, { reason: 'authentication-failed', attempts: 1 });
    const draft = buildRevision(newId, { level: ACME, state: 'draft' });
    await storage.settings.save({
      level: ACME,
      expectedHead: 0,
      revisions: [draft],
      dropDraft: false,
      releaseHeld: false,
      audit: [buildAuditEntry(newId)],
      now: NOW,
    });
    const activate = { level: ACME, revisionId: draft.id, audit: [buildAuditEntry(newId)], now: NOW };
    await storage.settings.activate(activate);
    expect(await dueAtOf(held)).toBe(NOW);
  });
}
