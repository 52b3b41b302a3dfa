import { expect, it } from 'vitest';
import { FOLDING_WINDOW } from '../../../src/events/automation-event.ts';
import type { Report } from '../../../src/intake/intake-store.ts';
import { DAY } from '../../../src/kernel/clock.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildPlannedEvent, buildReport } from '../../../src/testing/build-report.ts';
import { buildSilence } from '../../../src/testing/build-silence.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { buildSettlement } from './build-settlement.ts';
import { useStorage } from './use-storage.ts';

const ALL = { before: FAKE_START + DAY, after: '', limit: 100 };
const EVERYTHING = { limit: 100 };
const QUARANTINED: Report['content'] = {
  kind: 'quarantine',
  reason: 'not-json',
  explanation: 'It is not JSON.',
  contentType: 'application/json',
  body: Buffer.from('{'),
};

/** {@link RetentionStore}: what is old and done with goes, and nothing else. */
export function retentionContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  const accept = async (...overrides: readonly Partial<Report>[]): Promise<readonly Report[]> => {
    const { storage, newId } = fresh();
    const reports = overrides.map((one) => buildReport(newId, one));
    await storage.intake.accept(reports, FOLDING_WINDOW);
    return reports;
  };
  const deliverAll = async (endedAt: number): Promise<void> => {
    const { outbox } = fresh().storage;
    const claim = { now: FAKE_START + 9 * DAY, limit: 100, perLevel: 100, except: [] };
    const claimed = await outbox.claimDue({ ...claim, leaseToken: 'token', leaseUntil: claim.now + 1 });
    await outbox.settle(claimed.map((one) => buildSettlement(one, { endedAt })));
  };
  const deliveriesKept = async () => (await fresh().storage.outbox.list({}, EVERYTHING)).items.length;
  /** Whether the report is still told from a new one. */
  const isKnown = async (report: Report): Promise<boolean> => {
    const { storage, newId } = fresh();
    const again = buildReport(newId, { dedupeKey: report.dedupeKey, receivedAt: FAKE_START + 50 * DAY });
    const [acceptance] = await storage.intake.accept([again], FOLDING_WINDOW);
    return acceptance?.kind === 'repeat';
  };

  it('forgets events that are old, with their deliveries and timelines', async () => {
    const { storage } = fresh();
    await accept({}, {}, { receivedAt: FAKE_START + DAY });
    await deliverAll(FAKE_START + 1);
    const [young] = (await storage.outbox.list({}, EVERYTHING)).items;
    expect(await storage.retention.forgetEvents(ALL)).toEqual({ forgotten: 2, next: null });
    expect(await deliveriesKept()).toBe(1);
    expect((await storage.outbox.find(young?.id ?? ''))?.timeline).toHaveLength(1);
    expect(await storage.retention.forgetEvents(ALL)).toEqual({ forgotten: 0, next: null });
  });

  it('forgets silences that ended before, step by step, and none that lasts or is to come', async () => {
    const { storage, newId } = fresh();
    const ends = [1, 3, 2, 9, 4].map((day) => FAKE_START + day * DAY);
    const silences = ends.map((endsAt) => buildSilence({ id: newId(), endsAt }));
    for (const silence of silences) await storage.silences.add(silence, buildAuditEntry(newId));
    const version = await storage.configurationVersion();
    const before = FAKE_START + 4 * DAY;
    const first = await storage.retention.forgetSilences({ before, after: '', limit: 2 });
    expect(first).toEqual({ forgotten: 2, next: silences[1]!.id });
    const second = await storage.retention.forgetSilences({ before, after: first.next!, limit: 3 });
    expect(second.forgotten).toBe(1);
    expect((await storage.silences.list()).map(({ endsAt }) => endsAt)).toEqual([ends[3], ends[4]]);
    expect(await storage.configurationVersion()).toBe(version);
    expect(await storage.retention.forgetSilences({ ...ALL, before })).toEqual({ forgotten: 0, next: null });
  });

  it('keeps an event of which a delivery waits or is being sent, however old it is', async () => {
    const { storage, newId } = fresh();
    const far = { ...ALL, before: FAKE_START + 400 * DAY };
    await accept({});
    expect((await storage.retention.forgetEvents(far)).forgotten).toBe(0);
    const claim = { now: FAKE_START, limit: 1, perLevel: 1, leaseUntil: FAKE_START + 1, except: [] };
    const [claimed] = await storage.outbox.claimDue({ ...claim, leaseToken: 'token' });
    if (claimed === undefined) throw new Error('Nothing was claimed.');
    expect((await storage.retention.forgetEvents(far)).forgotten).toBe(0);
    const deferred = { state: 'deferred', dueAt: FAKE_START + DAY, endedAt: null } as const;
    await storage.outbox.settle([buildSettlement(claimed, deferred)]);
    expect((await storage.retention.forgetEvents(far)).forgotten).toBe(0);
    await deliverAll(FAKE_START + 2 * DAY);
    await storage.outbox.replay({
      id: claimed.delivery.id,
      now: FAKE_START,
      expiresAt: FAKE_START + 1,
      audit: buildAuditEntry(newId),
    });
    expect(await deliveriesKept()).toBe(1);
  });

  it('keeps an event whose delivery ended lately', async () => {
    const { storage } = fresh();
    await accept({});
    await deliverAll(FAKE_START + 3 * DAY);
    const until = (before: number) => storage.retention.forgetEvents({ ...ALL, before });
    expect((await until(FAKE_START + 3 * DAY)).forgotten).toBe(0);
    expect((await until(FAKE_START + 3 * DAY + 1)).forgotten).toBe(1);
  });

  it('forgets an event that made no mail', async () => {
    const { storage, newId } = fresh();
    const id = newId();
    await accept({
      id,
      content: { kind: 'events', events: [buildPlannedEvent(newId, { id, deliveries: [] })] },
    });
    expect((await storage.retention.forgetEvents(ALL)).forgotten).toBe(1);
  });

  it('walks in steps, from where the last one ended, past what stays', async () => {
    const { storage } = fresh();
    await accept({}, {}, {});
    await deliverAll(FAKE_START);
    await accept({}, { receivedAt: FAKE_START + 1 });
    const steps = [];
    for (let after: string | null = ''; after !== null;) {
      const step = await storage.retention.forgetEvents({ ...ALL, after, limit: 2 });
      steps.push(step.forgotten);
      after = step.next;
    }
    expect(steps).toEqual([2, 1, 0]);
    expect(await deliveriesKept()).toBe(2);
  });

  it('forgets what lies in quarantine, and then no more than that', async () => {
    const { storage } = fresh();
    const [old, young] = await accept(
      { content: QUARANTINED },
      { content: QUARANTINED, receivedAt: FAKE_START + DAY },
    );
    expect(await storage.retention.forgetQuarantined(ALL)).toEqual({ forgotten: 1, next: null });
    expect(await storage.quarantine.find(old?.id ?? '')).toBeNull();
    expect(await storage.quarantine.find(young?.id ?? '')).not.toBeNull();
  });

  it('tells a repeat until its report is forgotten, which is after all that belongs to it', async () => {
    const { storage } = fresh();
    const [mailed, quarantined] = await accept({}, { content: QUARANTINED });
    if (mailed === undefined || quarantined === undefined) throw new Error('Nothing was accepted.');
    await deliverAll(FAKE_START);
    expect((await storage.retention.forgetReports(ALL)).forgotten).toBe(0);
    await storage.retention.forgetEvents(ALL);
    expect((await storage.retention.forgetReports(ALL)).forgotten).toBe(1);
    await storage.retention.forgetQuarantined(ALL);
    expect(await isKnown(quarantined)).toBe(true);
    expect((await storage.retention.forgetReports(ALL)).forgotten).toBe(1);
    expect(await isKnown(mailed)).toBe(false);
    expect(await isKnown(quarantined)).toBe(false);
  });

  it('leaves the audit log alone', async () => {
    const { storage, newId } = fresh();
    const [report] = await accept({ content: QUARANTINED });
    await storage.quarantine.dismiss(
      report?.id ?? '',
      buildAuditEntry(newId, { at: FAKE_START - 900 * DAY }),
    );
    await storage.retention.forgetQuarantined(ALL);
    await storage.retention.forgetReports(ALL);
    expect((await storage.audit.list({}, EVERYTHING)).items).toHaveLength(1);
  });
}
