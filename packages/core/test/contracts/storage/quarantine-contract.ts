import { expect, it } from 'vitest';
import { FOLDING_WINDOW } from '../../../src/events/automation-event.ts';
import type { Report } from '../../../src/intake/intake-store.ts';
import { HOST, organizationLevel, type Level } from '../../../src/kernel/level.ts';
import { DAY } from '../../../src/kernel/clock.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildEvent } from '../../../src/testing/build-event.ts';
import { buildPlannedEvent, buildReport } from '../../../src/testing/build-report.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { useStorage } from './use-storage.ts';

const ACME = organizationLevel('acme');
const EVERYTHING = { limit: 500 };
/** Every byte there is, so that nothing is lost to an encoding. */
const BODY = Uint8Array.from({ length: 256 }, (_, byte) => byte);

/** {@link QuarantineStore}: kept bytes, replay and dismissal. */
export function quarantineContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  const quarantine = async (level: Level = ACME, overrides: Partial<Report> = {}): Promise<string> => {
    const { storage, newId } = fresh();
    const report = buildReport(newId, {
      level,
      content: {
        kind: 'quarantine',
        reason: 'wrong-shape',
        explanation: 'Type is missing at the top.',
        contentType: 'application/json; charset=utf-8',
        body: BODY,
      },
      ...overrides,
    });
    await storage.intake.accept([report], FOLDING_WINDOW);
    return report.id;
  };
  const replay = (id: string, overrides: Partial<Parameters<Storage['quarantine']['replay']>[0]> = {}) => {
    const { storage, newId } = fresh();
    return storage.quarantine.replay({
      id,
      events: [buildPlannedEvent(newId)],
      now: FAKE_START + DAY,
      audit: buildAuditEntry(newId, { action: 'quarantine.replayed', subject: id }),
      ...overrides,
    });
  };
  const dismiss = (id: string) => {
    const { storage, newId } = fresh();
    return storage.quarantine.dismiss(id, buildAuditEntry(newId, { action: 'quarantine.dismissed' }));
  };
  const auditActions = async () =>
    (await fresh().storage.audit.list({}, EVERYTHING)).items.map((entry) => entry.action);

  it('keeps the body byte by byte', async () => {
    const { storage } = fresh();
    const id = await quarantine();
    const found = await storage.quarantine.find(id);
    expect(found?.report).toEqual({
      id,
      sourceId: '0000000c-0000-7000-8000-000000000001',
      level: ACME,
      reason: 'wrong-shape',
      explanation: 'Type is missing at the top.',
      contentType: 'application/json; charset=utf-8',
      size: 256,
      state: 'held',
      receivedAt: FAKE_START,
    });
    expect(Buffer.from(found!.body).equals(BODY)).toBe(true);
    expect(await storage.quarantine.find('nobody')).toBeNull();
  });

  it('keeps an empty body too', async () => {
    const { storage } = fresh();
    const id = await quarantine(ACME, {
      content: {
        kind: 'quarantine',
        reason: 'not-json',
        explanation: 'Empty.',
        contentType: '',
        body: new Uint8Array(),
      },
    });
    expect(await storage.quarantine.find(id)).toMatchObject({ report: { size: 0 }, body: { length: 0 } });
  });

  it('keeps its own copy of the body, whatever becomes of the caller’s', async () => {
    const { storage } = fresh();
    const body = Uint8Array.from([1, 2, 3]);
    const id = await quarantine(ACME, {
      content: { kind: 'quarantine', reason: 'not-json', explanation: 'No.', contentType: '', body },
    });
    body.fill(0);
    expect([...(await storage.quarantine.find(id))!.body]).toEqual([1, 2, 3]);
  });

  it('lists newest first by level and state, page by page', async () => {
    const { storage } = fresh();
    const first = await quarantine();
    const second = await quarantine(HOST);
    const third = await quarantine();
    await dismiss(third);
    const listed = async (filter: Parameters<Storage['quarantine']['list']>[0]) =>
      (await storage.quarantine.list(filter, EVERYTHING)).items.map(({ id }) => id);
    expect(await listed({})).toEqual([third, second, first]);
    expect(await listed({ level: ACME })).toEqual([third, first]);
    expect(await listed({ state: 'held' })).toEqual([second, first]);
    expect(await listed({ level: ACME, state: 'held' })).toEqual([first]);
    expect(await listed({ state: 'replayed' })).toEqual([]);

    const page = await storage.quarantine.list({}, { limit: 2 });
    expect(page.items.map(({ id }) => id)).toEqual([third, second]);
    await quarantine();
    const rest = await storage.quarantine.list({}, { limit: 2, cursor: page.next! });
    expect(rest).toMatchObject({ items: [{ id: first }], next: null });
  });

  it('stores the events of a replay in its level, received when the report was, due now', async () => {
    const { storage, newId } = fresh();
    const id = await quarantine();
    const event = buildPlannedEvent(newId);
    expect(await replay(id, { events: [event] })).toBe('replayed');
    expect(await storage.outbox.find(event.deliveries[0]!.id)).toMatchObject({
      receivedAt: FAKE_START,
      delivery: {
        level: ACME,
        eventId: event.id,
        state: 'queued',
        createdAt: FAKE_START + DAY,
        dueAt: FAKE_START + DAY,
      },
    });
    expect((await storage.quarantine.find(id))?.report.state).toBe('replayed');
    expect(await auditActions()).toEqual(['quarantine.replayed']);
  });

  it('lets a replayed event make mail even when its like was seen just now: a person asked for it', async () => {
    const { storage, newId } = fresh();
    const copy = () => buildPlannedEvent(newId, { event: buildEvent({ foldKey: 'same' }) });
    await storage.intake.accept(
      [buildReport(newId, { level: ACME, content: { kind: 'events', events: [copy()] } })],
      FOLDING_WINDOW,
    );
    const id = await quarantine();
    await replay(id, { events: [copy()] });
    expect((await storage.outbox.backlog(FAKE_START)).queued).toBe(2);
  });

  it('replays or dismisses a held report once', async () => {
    const { storage } = fresh();
    const replayed = await quarantine();
    const dismissed = await quarantine();
    await replay(replayed);
    expect(await dismiss(dismissed)).toBe('dismissed');
    for (const id of [replayed, dismissed]) {
      expect(await replay(id)).toBe('not-held');
      expect(await dismiss(id)).toBe('not-held');
    }
    expect(await replay('nobody')).toBe('not-found');
    expect(await dismiss('nobody')).toBe('not-found');
    expect(await auditActions()).toEqual(['quarantine.dismissed', 'quarantine.replayed']);
    expect((await storage.outbox.backlog(FAKE_START)).queued).toBe(1);
  });

  it('keeps the report held when its events cannot be stored', async () => {
    const { storage, newId } = fresh();
    const id = await quarantine();
    const twice = newId();
    const events = [buildPlannedEvent(newId, { id: twice }), buildPlannedEvent(newId, { id: twice })];
    await expect(replay(id, { events })).rejects.toMatchObject({ code: 'internal' });
    expect((await storage.quarantine.find(id))?.report.state).toBe('held');
    expect((await storage.outbox.backlog(FAKE_START)).queued).toBe(0);
    expect(await auditActions()).toEqual([]);
  });

  it('counts what is held', async () => {
    const { storage } = fresh();
    expect(await storage.quarantine.heldCount()).toBe(0);
    await quarantine();
    await dismiss(await quarantine(HOST));
    expect(await storage.quarantine.heldCount()).toBe(1);
  });
}
