import { expect, it } from 'vitest';
import { FOLDING_WINDOW } from '../../../src/events/automation-event.ts';
import type { ClaimedDelivery } from '../../../src/delivery/delivery.ts';
import { organizationLevel, type Level } from '../../../src/kernel/level.ts';
import { MINUTE, SECOND } from '../../../src/kernel/clock.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../../../src/testing/build-report.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { buildSettlement } from './build-settlement.ts';
import { useStorage } from './use-storage.ts';

const A = organizationLevel('a');
const B = organizationLevel('b');
const C = organizationLevel('c');

type ClaimRequest = Parameters<Storage['outbox']['claimDue']>[0];

/** {@link OutboxStore}: claiming, leases and giving back. */
export function claimContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  /** Queues one delivery and gives its id. */
  const queue = async (
    level: Level,
    { dueAt = FAKE_START, priority = 1 }: { dueAt?: number; priority?: 0 | 1 } = {},
  ): Promise<string> => {
    const { storage, newId } = fresh();
    const delivery = buildPlannedDelivery(newId, { priority });
    const events = [buildPlannedEvent(newId, { deliveries: [delivery] })];
    const report = buildReport(newId, { level, receivedAt: dueAt, content: { kind: 'events', events } });
    await storage.intake.accept([report], FOLDING_WINDOW);
    return delivery.id;
  };
  const claim = (overrides: Partial<ClaimRequest> = {}): Promise<readonly ClaimedDelivery[]> => {
    const { storage, newId } = fresh();
    return storage.outbox.claimDue({
      now: FAKE_START,
      limit: 20,
      perLevel: 20,
      leaseToken: newId(),
      leaseUntil: FAKE_START + 15 * SECOND,
      except: [],
      ...overrides,
    });
  };
  const idsOf = (claimed: readonly ClaimedDelivery[]) => claimed.map(({ delivery }) => delivery.id);
  const levelsOf = (claimed: readonly ClaimedDelivery[]) => claimed.map(({ delivery }) => delivery.level);
  const deliveryOf = async (id: string) => (await fresh().storage.outbox.find(id))?.delivery;

  it('gives a due delivery with its event, under a lease, to one claimer alone', async () => {
    const id = await queue(A);
    const [claimed, ...others] = await claim({ leaseToken: 'mine' });
    expect(others).toEqual([]);
    expect(claimed).toMatchObject({
      leaseToken: 'mine',
      receivedAt: FAKE_START,
      event: { type: 'job.faulted' },
      delivery: { id, state: 'sending', reason: null, maybeDuplicate: false, attempts: 0 },
    });
    expect(claimed?.delivery).toEqual(await deliveryOf(id));
    expect(await claim()).toEqual([]);
  });

  it('gives what is due now, and nothing before its time', async () => {
    const now = await queue(A);
    const later = await queue(A, { dueAt: FAKE_START + 1 });
    expect(idsOf(await claim())).toEqual([now]);
    expect(idsOf(await claim({ now: FAKE_START + 1 }))).toEqual([later]);
  });

  it('gives the longest due first within a level, and no more than asked for', async () => {
    const newest = await queue(A, { dueAt: FAKE_START - 1 });
    const oldest = await queue(A, { dueAt: FAKE_START - 3 });
    const middle = await queue(A, { dueAt: FAKE_START - 2 });
    expect(idsOf(await claim({ limit: 2 }))).toEqual([oldest, middle]);
    expect(idsOf(await claim({ limit: 2 }))).toEqual([newest]);
  });

  it('lets levels take turns within a claim, however long the queue of one is', async () => {
    for (let count = 0; count < 10; count += 1) await queue(A, { dueAt: FAKE_START - MINUTE });
    await queue(B);
    await queue(C);
    await queue(C);
    expect(levelsOf(await claim({ limit: 6 }))).toEqual([A, B, C, A, C, A]);
  });

  it('lets levels take turns from claim to claim, also when each takes only one', async () => {
    for (let count = 0; count < 5; count += 1) await queue(B, { dueAt: FAKE_START - MINUTE });
    await queue(A);
    await queue(C);
    const first = [
      ...(await claim({ limit: 1 })),
      ...(await claim({ limit: 1 })),
      ...(await claim({ limit: 1 })),
    ];
    expect(new Set(levelsOf(first))).toEqual(new Set([A, B, C]));
  });

  it('gives no level more than its share of one claim', async () => {
    for (let count = 0; count < 4; count += 1) await queue(A);
    const urgent = await queue(A, { priority: 0 });
    await queue(B);
    const claimed = await claim({ perLevel: 2 });
    expect(claimed).toHaveLength(3);
    expect(
      claimed.filter(
        ({ delivery }) => delivery.level.kind === 'organization' && delivery.level.organizationId === 'a',
      ),
    ).toHaveLength(2);
    expect(idsOf(claimed)).toContain(urgent);
  });

  it('gives urgent ones before all others, of whatever level and age', async () => {
    await queue(A, { dueAt: FAKE_START - MINUTE });
    await queue(B, { dueAt: FAKE_START - MINUTE });
    const urgent = await queue(C, { priority: 0 });
    expect(idsOf(await claim({ limit: 2 }))[0]).toBe(urgent);
  });

  it('passes over the levels that are named', async () => {
    await queue(A);
    const other = await queue(B);
    expect(idsOf(await claim({ except: [A, C] }))).toEqual([other]);
    expect(levelsOf(await claim())).toEqual([A]);
  });

  it('gives all recipients of one event, each once', async () => {
    const { storage, newId } = fresh();
    const deliveries = [
      buildPlannedDelivery(newId),
      buildPlannedDelivery(newId),
      buildPlannedDelivery(newId),
    ];
    const events = [buildPlannedEvent(newId, { deliveries })];
    await storage.intake.accept(
      [buildReport(newId, { content: { kind: 'events', events } })],
      FOLDING_WINDOW,
    );
    expect(new Set(idsOf(await claim()))).toEqual(new Set(deliveries.map(({ id }) => id)));
  });

  it('takes over what a dead worker held, marked as possibly sent', async () => {
    const id = await queue(A);
    await claim({ leaseToken: 'dead' });
    expect(await claim({ now: FAKE_START + 15 * SECOND - 1 })).toEqual([]);
    const [taken] = await claim({
      now: FAKE_START + 15 * SECOND,
      leaseToken: 'alive',
      leaseUntil: FAKE_START + MINUTE,
    });
    expect(taken).toMatchObject({
      leaseToken: 'alive',
      delivery: { id, state: 'sending', maybeDuplicate: true, reason: 'worker-lost' },
    });
  });

  it('lets the worker that was taken for dead change nothing any more', async () => {
    const { storage } = fresh();
    const id = await queue(A);
    const [lost] = await claim({ leaseToken: 'lost' });
    const [taken] = await claim({
      now: FAKE_START + MINUTE,
      leaseToken: 'alive',
      leaseUntil: FAKE_START + 2 * MINUTE,
    });
    const before = await storage.outbox.find(id);

    expect(await storage.outbox.settle([buildSettlement(lost!)])).toEqual(new Set());
    await storage.outbox.release([lost!]);
    await storage.outbox.renewLeases(['lost'], FAKE_START + 10 * MINUTE);
    expect(await storage.outbox.find(id)).toEqual(before);

    expect(await storage.outbox.settle([buildSettlement(taken!)])).toEqual(new Set([id]));
  });

  it('prolongs the leases of the tokens that are named, and never shortens one', async () => {
    const { storage } = fresh();
    const renewed = await queue(A);
    await claim({ leaseToken: 'renewed' });
    const forgotten = await queue(B);
    await claim({ leaseToken: 'forgotten' });
    await storage.outbox.renewLeases(['renewed'], FAKE_START + MINUTE);
    await storage.outbox.renewLeases(['renewed'], FAKE_START + SECOND);
    await storage.outbox.renewLeases([], FAKE_START + 5 * MINUTE);

    expect(idsOf(await claim({ now: FAKE_START + MINUTE - 1, leaseUntil: FAKE_START + 5 * MINUTE }))).toEqual(
      [forgotten],
    );
    expect(idsOf(await claim({ now: FAKE_START + MINUTE }))).toEqual([renewed]);
  });

  it('takes deliveries back untouched: state, due time, reason and marks', async () => {
    const { storage } = fresh();
    const queued = await queue(A);
    const deferred = await queue(B);
    const [first] = await claim({ except: [A] });
    await storage.outbox.settle([
      buildSettlement(first!, {
        state: 'deferred',
        reason: 'greylisted',
        attempts: 1,
        dueAt: FAKE_START + 5,
        endedAt: null,
      }),
    ]);
    const before = [await deliveryOf(queued), await deliveryOf(deferred)];

    const claimed = await claim({ now: FAKE_START + 5 });
    expect(claimed).toHaveLength(2);
    await storage.outbox.release(claimed);
    expect([await deliveryOf(queued), await deliveryOf(deferred)]).toEqual(before);
    expect(await claim({ now: FAKE_START + 5 })).toHaveLength(2);
  });

  it('takes back one that was a dead worker’s as what it is: unknown, possibly sent, due', async () => {
    const { storage } = fresh();
    const id = await queue(A);
    await claim({ leaseToken: 'dead' });
    const taken = await claim({ now: FAKE_START + MINUTE, leaseUntil: FAKE_START + 2 * MINUTE });
    await storage.outbox.release(taken);
    expect(await deliveryOf(id)).toMatchObject({
      state: 'unknown',
      reason: 'worker-lost',
      maybeDuplicate: true,
      dueAt: FAKE_START + 15 * SECOND,
    });
  });

  it('knows the earliest due time or lease end', async () => {
    const { storage } = fresh();
    expect(await storage.outbox.nextDueAt()).toBeNull();
    await queue(A, { dueAt: FAKE_START + MINUTE });
    await queue(B, { dueAt: FAKE_START, priority: 0 });
    expect(await storage.outbox.nextDueAt()).toBe(FAKE_START);
    const claimed = await claim();
    expect(await storage.outbox.nextDueAt()).toBe(FAKE_START + 15 * SECOND);
    await storage.outbox.settle(claimed.map((one) => buildSettlement(one)));
    expect(await storage.outbox.nextDueAt()).toBe(FAKE_START + MINUTE);
  });
}
