import { expect, it } from 'vitest';
import { FOLDING_WINDOW } from '../../../src/events/automation-event.ts';
import { DELIVERY_STATES, type ClaimedDelivery, type Settlement } from '../../../src/delivery/delivery.ts';
import { HOST, organizationLevel, type Level } from '../../../src/kernel/level.ts';
import { DAY, MINUTE } from '../../../src/kernel/clock.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildReport } from '../../../src/testing/build-report.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { buildSettlement } from './build-settlement.ts';
import { useStorage } from './use-storage.ts';

const ACME = organizationLevel('acme');
const FINAL = { dueAt: null, endedAt: FAKE_START + 1 } as const;
const WAITING = { dueAt: FAKE_START + MINUTE, endedAt: null } as const;
const EVERYTHING = { limit: 500 };

/** {@link OutboxStore}: outcomes, replay, lists and figures. */
export function outboxContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  /** Queues that many deliveries of a level and claims them. */
  const claimNew = async (count = 1, level: Level = ACME): Promise<readonly ClaimedDelivery[]> => {
    const { storage, newId } = fresh();
    const reports = Array.from({ length: count }, () => buildReport(newId, { level }));
    await storage.intake.accept(reports, FOLDING_WINDOW);
    return storage.outbox.claimDue({
      now: FAKE_START,
      limit: count,
      perLevel: count,
      leaseToken: newId(),
      leaseUntil: FAKE_START + MINUTE,
      except: [],
    });
  };
  const settledAs = async (overrides: Partial<Settlement>, level: Level = ACME): Promise<string> => {
    const [claimed] = await claimNew(1, level);
    await fresh().storage.outbox.settle([buildSettlement(claimed!, overrides)]);
    return claimed!.delivery.id;
  };
  const replay = (id: string) => {
    const { storage, newId } = fresh();
    const audit = buildAuditEntry(newId, { action: 'delivery.replayed', subject: id });
    return storage.outbox.replay({ id, now: FAKE_START + 9, expiresAt: FAKE_START + DAY, audit });
  };
  const auditCount = async () => (await fresh().storage.audit.list({}, EVERYTHING)).items.length;

  it('stores outcomes with a line of the timeline each, and says which', async () => {
    const { storage } = fresh();
    const claimed = await claimNew(2);
    const outcomes = [
      buildSettlement(claimed[0]!, FINAL),
      buildSettlement(claimed[1]!, {
        state: 'unknown',
        reason: 'reply-lost',
        attempts: 3,
        maybeDuplicate: true,
        ...WAITING,
      }),
    ];
    expect(await storage.outbox.settle(outcomes)).toEqual(
      new Set(claimed.map(({ delivery }) => delivery.id)),
    );
    expect(await storage.outbox.find(claimed[0]!.delivery.id)).toMatchObject({
      delivery: { state: 'delivered', reason: null, attempts: 1, maybeDuplicate: false, ...FINAL },
      timeline: [outcomes[0]!.attempt],
    });
    expect(await storage.outbox.find(claimed[1]!.delivery.id)).toMatchObject({
      delivery: { state: 'unknown', reason: 'reply-lost', attempts: 3, maybeDuplicate: true, ...WAITING },
      timeline: [outcomes[1]!.attempt],
    });
  });

  it('settles a claim once: the token is worth nothing afterwards', async () => {
    const { storage } = fresh();
    const [claimed] = await claimNew();
    const { id } = claimed!.delivery;
    const delivered = buildSettlement(claimed!, FINAL);
    const failed = buildSettlement(claimed!, { state: 'failed', reason: 'refused', ...FINAL });
    expect(await storage.outbox.settle([delivered, failed])).toEqual(new Set([id]));
    expect(await storage.outbox.settle([failed])).toEqual(new Set());
    expect(await storage.outbox.find(id)).toMatchObject({
      delivery: { state: 'delivered' },
      timeline: [{ state: 'delivered' }],
    });
  });

  it('settles what it can of a batch in which some tokens are stale or ids unknown', async () => {
    const { storage } = fresh();
    const [claimed] = await claimNew();
    const settlement = buildSettlement(claimed!, FINAL);
    const settled = await storage.outbox.settle([
      { ...settlement, deliveryId: 'nobody' },
      { ...settlement, leaseToken: 'stale' },
      settlement,
    ]);
    expect(settled).toEqual(new Set([claimed!.delivery.id]));
    expect(await storage.outbox.settle([])).toEqual(new Set());
  });

  it('stores nothing of a batch with an outcome that contradicts itself', async () => {
    const { storage } = fresh();
    const claimed = await claimNew(2);
    const sound = buildSettlement(claimed[0]!, FINAL);
    const contradictions: readonly Partial<Settlement>[] = [
      { state: 'delivered', dueAt: FAKE_START, endedAt: FAKE_START },
      { state: 'failed', dueAt: null, endedAt: null },
      { state: 'deferred', dueAt: null, endedAt: null },
      { state: 'unknown', dueAt: FAKE_START, endedAt: FAKE_START },
    ];
    for (const contradiction of contradictions) {
      const wrong = buildSettlement(claimed[1]!, contradiction);
      await expect(storage.outbox.settle([sound, wrong])).rejects.toMatchObject({ code: 'internal' });
    }
    expect((await storage.outbox.backlog(FAKE_START)).sending).toBe(2);
  });

  it('keeps the timeline oldest first, and adds no line when there is none to add', async () => {
    const { storage, newId } = fresh();
    const id = await settledAs({ state: 'deferred', reason: 'greylisted', ...WAITING });
    const again = async (now: number, settlement: Partial<Settlement>) => {
      const [claimed] = await storage.outbox.claimDue({
        now,
        limit: 1,
        perLevel: 1,
        leaseToken: newId(),
        leaseUntil: now + MINUTE,
        except: [],
      });
      await storage.outbox.settle([buildSettlement(claimed!, settlement)]);
    };
    await again(FAKE_START + MINUTE, { state: 'deferred', reason: 'busy', attempt: null, ...WAITING });
    await again(FAKE_START + MINUTE, { state: 'deferred', reason: 'busy', ...WAITING });
    await again(FAKE_START + MINUTE, FINAL);
    const timeline = (await storage.outbox.find(id))?.timeline ?? [];
    expect(timeline.map((line) => line.reason ?? line.state)).toEqual(['greylisted', 'busy', 'delivered']);
  });

  it.each(['failed', 'expired', 'suppressed', 'deferred', 'unknown'] as const)(
    'makes a delivery that is %s due now, as if it were new',
    async (state) => {
      const { storage } = fresh();
      const waits = state === 'deferred' || state === 'unknown';
      const id = await settledAs({
        state,
        reason: 'refused',
        attempts: 4,
        maybeDuplicate: state === 'unknown',
        ...(waits ? WAITING : FINAL),
      });
      const before = await storage.outbox.find(id);
      expect(await replay(id)).toBe('replayed');
      expect(await storage.outbox.find(id)).toEqual({
        ...before,
        delivery: {
          ...before!.delivery,
          state: 'queued',
          reason: 'replayed',
          attempts: 0,
          dueAt: FAKE_START + 9,
          expiresAt: FAKE_START + DAY,
          endedAt: null,
        },
      });
      expect((await storage.audit.list({}, EVERYTHING)).items).toMatchObject([
        { action: 'delivery.replayed', subject: id },
      ]);
    },
  );

  it('does not replay what was delivered, what is being sent, or what does not exist', async () => {
    const { storage } = fresh();
    const delivered = await settledAs(FINAL);
    const [sending] = await claimNew();
    expect(await replay(delivered)).toBe('not-replayable');
    expect(await replay(sending!.delivery.id)).toBe('not-replayable');
    expect(await replay('nobody')).toBe('not-found');
    expect(await auditCount()).toBe(0);
    expect(await storage.outbox.settle([buildSettlement(sending!)])).toEqual(new Set([sending!.delivery.id]));
  });

  it('lists newest first by level, state and event, in every combination', async () => {
    const { storage } = fresh();
    const failed = await settledAs({ state: 'failed', reason: 'refused', ...FINAL });
    const delivered = await settledAs(FINAL);
    const hosts = await settledAs({ state: 'failed', reason: 'refused', ...FINAL }, HOST);
    const eventId = (await storage.outbox.find(failed))!.delivery.eventId;
    const listed = async (filter: Parameters<Storage['outbox']['list']>[0]) =>
      (await storage.outbox.list(filter, EVERYTHING)).items.map(({ id }) => id);

    expect(await listed({})).toEqual([hosts, delivered, failed]);
    expect(await listed({ level: ACME })).toEqual([delivered, failed]);
    expect(await listed({ state: 'failed' })).toEqual([hosts, failed]);
    expect(await listed({ level: HOST, state: 'failed' })).toEqual([hosts]);
    expect(await listed({ level: HOST, state: 'delivered' })).toEqual([]);
    expect(await listed({ eventId })).toEqual([failed]);
    expect(await listed({ eventId, level: HOST })).toEqual([]);
    const { address, level } = (await storage.outbox.find(failed))!.delivery;
    expect(await listed({ address, eventId })).toEqual([failed]);
    expect(await listed({ address, level, eventId })).toEqual([failed]);
    expect(await listed({ address: 'nobody@acme.example' })).toEqual([]);
    expect(await listed({ since: FAKE_START, until: FAKE_START + 1 })).toEqual([hosts, delivered, failed]);
    expect(await listed({ since: FAKE_START + 1 })).toEqual([]);
    expect(await listed({ until: FAKE_START })).toEqual([]);
    const inState = new Map([
      ['failed', [failed]],
      ['delivered', [delivered]],
    ]);
    for (const state of DELIVERY_STATES) {
      expect(await listed({ state, level: ACME })).toEqual(inState.get(state) ?? []);
    }
  });

  it('pages without gaps or repeats while new ones come in', async () => {
    const { storage } = fresh();
    const old = (await claimNew(7))
      .map(({ delivery }) => delivery.id)
      .toSorted()
      .toReversed();
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<Storage['outbox']['list']>> = await storage.outbox.list(
        { level: ACME },
        cursor === '' ? { limit: 3 } : { limit: 3, cursor },
      );
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
      await claimNew(2);
    }
    expect(seen).toEqual(old);
  });

  it('ends a list that fits its pages exactly without an empty page', async () => {
    const { storage } = fresh();
    await claimNew(2);
    expect((await storage.outbox.list({}, { limit: 2 })).next).toBeNull();
    expect((await storage.outbox.list({}, { limit: 1 })).next).not.toBeNull();
  });

  it.each([0, 501, 1.5])('gives no page of %d', async (limit) => {
    await expect(fresh().storage.outbox.list({}, { limit })).rejects.toMatchObject({ code: 'input-invalid' });
  });

  it('finds nothing where nothing is', async () => {
    expect(await fresh().storage.outbox.find('nobody')).toBeNull();
  });

  it('counts what waits and how long the longest due has been due', async () => {
    const { storage, newId } = fresh();
    expect(await storage.outbox.backlog(FAKE_START)).toEqual({
      queued: 0,
      gathering: 0,
      sending: 0,
      deferred: 0,
      unknown: 0,
      oldestDue: 0,
    });
    await settledAs(FINAL);
    await settledAs({ state: 'deferred', reason: 'busy', ...WAITING });
    await settledAs({ state: 'unknown', reason: 'reply-lost', ...WAITING });
    await claimNew(2);
    await storage.intake.accept([buildReport(newId), buildReport(newId), buildReport(newId)], FOLDING_WINDOW);
    expect(await storage.outbox.backlog(FAKE_START + 30)).toEqual({
      queued: 3,
      gathering: 0,
      sending: 2,
      deferred: 1,
      unknown: 1,
      oldestDue: 30,
    });
    expect((await storage.outbox.backlog(FAKE_START - 1)).oldestDue).toBe(0);
  });
}
