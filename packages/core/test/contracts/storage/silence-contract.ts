import { expect, it } from 'vitest';
import { FOLDING_WINDOW } from '../../../src/events/automation-event.ts';
import { HOUR, MINUTE } from '../../../src/kernel/clock.ts';
import { HOST } from '../../../src/kernel/level.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildEvent } from '../../../src/testing/build-event.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../../../src/testing/build-report.ts';
import { buildSilence } from '../../../src/testing/build-silence.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { useStorage } from './use-storage.ts';

/** {@link SilenceStore}, and what intake makes of deliveries that a silence mutes. */
export function silenceContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const audit = () => buildAuditEntry(fresh().newId);
  const auditCount = async () => (await fresh().storage.audit.list({}, { limit: 500 })).items.length;

  it('gives back a silence as it was added', async () => {
    const { storage, newId } = fresh();
    const silence = buildSilence({
      id: newId(),
      level: HOST,
      matchers: { types: ['job.*'], minimumSeverity: 'warn', processes: ['Invoice*'], texts: ['été'] },
      reason: 'Migration « finale »',
      createdBy: {
        kind: 'slack',
        teamId: 'T1',
        userId: 'U1',
        channelId: null,
        roles: { systemAdministrator: true, organizationIds: [] },
      },
    });
    await storage.silences.add(silence, audit());
    expect(await storage.silences.find(silence.id)).toEqual(silence);
    expect(await storage.silences.find('nobody')).toBeNull();
    expect(await auditCount()).toBe(1);
  });

  it('lists all silences, oldest first, also those that are over', async () => {
    const { storage, newId } = fresh();
    const young = buildSilence({ id: newId(), createdAt: 2 });
    const old = buildSilence({ id: newId(), createdAt: 1, endsAt: 2 });
    const twin = buildSilence({ id: newId(), createdAt: 1 });
    for (const silence of [young, old, twin]) await storage.silences.add(silence, audit());
    expect(await storage.silences.list()).toEqual([old, twin, young]);
  });

  it('ends a silence once, and never later than it would have ended', async () => {
    const { storage, newId } = fresh();
    const silence = buildSilence({ id: newId() });
    await storage.silences.add(silence, audit());
    const end = (id: string, at: number) => storage.silences.end({ id, at, audit: audit() });
    expect(await end('nobody', FAKE_START)).toBe('not-found');
    expect(await end(silence.id, silence.endsAt)).toBe('over');
    expect(await end(silence.id, FAKE_START + MINUTE)).toBe('ended');
    expect(await end(silence.id, FAKE_START + 2 * MINUTE)).toBe('over');
    expect((await storage.silences.find(silence.id))?.endsAt).toBe(FAKE_START + MINUTE);
    expect(await auditCount()).toBe(2);
  });

  it('adds no silence without its audit entry', async () => {
    const { storage, newId } = fresh();
    const entry = audit();
    await storage.audit.append(entry);
    const adding = storage.silences.add(buildSilence({ id: newId() }), entry);
    await expect(adding).rejects.toMatchObject({ code: 'internal' });
    expect(await storage.silences.list()).toEqual([]);
  });

  /** A report of one event, muted or not. */
  function report(silenced: boolean, receivedAt = FAKE_START) {
    const { newId } = fresh();
    const silence = silenced ? { id: 's1', reason: 'Migration', endsAt: FAKE_START + HOUR } : null;
    const delivery = buildPlannedDelivery(newId, { silence });
    const event = buildPlannedEvent(newId, {
      event: buildEvent({ foldKey: 'same' }),
      deliveries: [delivery],
    });
    const content = { kind: 'events', events: [event] } as const;
    return { delivery, event, report: buildReport(newId, { content, receivedAt }) };
  }

  it('keeps a muted delivery suppressed, says which silence it was, and never gives it to a worker', async () => {
    const { storage } = fresh();
    const { delivery, event, report: muted } = report(true);
    expect(await storage.intake.accept([muted], FOLDING_WINDOW)).toMatchObject([
      { kind: 'accepted', eventIds: [event.id], deliveries: 0, folded: 0 },
    ]);
    expect(await storage.outbox.find(delivery.id)).toMatchObject({
      delivery: {
        state: 'suppressed',
        reason: 'silenced',
        attempts: 0,
        createdAt: FAKE_START,
        dueAt: null,
        endedAt: FAKE_START,
      },
      timeline: [
        {
          deliveryId: delivery.id,
          at: FAKE_START,
          state: 'suppressed',
          reason: 'silenced',
          text: `Silence s1, until ${new Date(FAKE_START + HOUR).toISOString()}: Migration`,
        },
      ],
    });
    expect(await storage.outbox.nextDueAt()).toBeNull();
  });

  it('sends a muted delivery when somebody asks for it', async () => {
    const { storage } = fresh();
    const { delivery, report: muted } = report(true);
    await storage.intake.accept([muted], FOLDING_WINDOW);
    const { id } = delivery;
    const replay = { id, now: FAKE_START + 5, expiresAt: FAKE_START + HOUR, audit: audit() };
    expect(await storage.outbox.replay(replay)).toBe('replayed');
    expect(await storage.outbox.nextDueAt()).toBe(FAKE_START + 5);
  });

  it('does not take mail that was muted for mail that was had: a copy behind the silence is mailed', async () => {
    const { storage } = fresh();
    const accept = (muted: boolean, at: number) =>
      storage.intake.accept([report(muted, at).report], FOLDING_WINDOW);
    await accept(true, FAKE_START);
    expect(await accept(false, FAKE_START + MINUTE)).toMatchObject([{ deliveries: 1, folded: 0 }]);
    expect(await accept(false, FAKE_START + 2 * MINUTE)).toMatchObject([{ deliveries: 0, folded: 1 }]);
  });
}
