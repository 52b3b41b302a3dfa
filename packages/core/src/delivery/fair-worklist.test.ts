import { describe, expect, it } from 'vitest';
import { organizationLevel } from '../kernel/level.ts';
import { buildDelivery } from '../testing/build-delivery.ts';
import { buildEvent } from '../testing/build-event.ts';
import { createFairWorklist, type FairWorklist, type WorkItem } from './fair-worklist.ts';
import type { Lease } from './lease-keeper.ts';

const anyRoom: Parameters<FairWorklist['next']>[0] = () => Infinity;
let count = 0;

function item(
  level: string,
  { lane = level, priority = 1 }: { lane?: string; priority?: 0 | 1 } = {},
): WorkItem {
  count += 1;
  const delivery = buildDelivery({ id: String(count), level: organizationLevel(level), priority });
  const lease: Lease = { token: 'lease', until: 0, held: 0 };
  return { claimed: { delivery, event: buildEvent(), receivedAt: 0, leaseToken: 'lease' }, lane, lease };
}

function addMany(work: FairWorklist, number: number, ...parts: Parameters<typeof item>): WorkItem[] {
  const items = Array.from({ length: number }, () => item(...parts));
  for (const one of items) work.add(one);
  return items;
}

/** Starts all that may start; gives their lanes or levels. */
function startAll(work: FairWorklist, room = anyRoom): WorkItem[] {
  const started: WorkItem[] = [];
  for (let next = work.next(room); next !== null; next = work.next(room)) started.push(next);
  return started;
}

const levelsOf = (items: readonly WorkItem[]): string[] =>
  items.map(({ claimed: { delivery } }) =>
    delivery.level.kind === 'organization' ? delivery.level.organizationId : 'host',
  );

describe('places', () => {
  it('go to half by one lane, to half of the rest by the next, so that one is always left', () => {
    const work = createFairWorklist(16);
    for (const lane of ['a', 'b', 'c', 'd']) {
      addMany(work, 50, lane);
      startAll(work);
    }
    expect(work.running).toBe(15);
    addMany(work, 1, 'late');
    expect(levelsOf(startAll(work))).toEqual(['late']);
  });

  it('go to levels of one lane in turn', () => {
    const work = createFairWorklist(12);
    addMany(work, 10, 'flooded', { lane: 'relay' });
    addMany(work, 2, 'calm', { lane: 'relay' });
    expect(levelsOf(startAll(work))).toEqual(['flooded', 'calm', 'flooded', 'calm', 'flooded', 'flooded']);
  });

  it('go to urgent ones first, past their lane’s share, but never past its room', () => {
    const work = createFairWorklist(4);
    addMany(work, 10, 'a');
    startAll(work);
    expect(work.running).toBe(2);
    addMany(work, 1, 'a', { priority: 0 });
    expect(startAll(work, () => 0)).toEqual([]);
    expect(startAll(work)).toMatchObject([{ claimed: { delivery: { priority: 0 } } }]);
  });

  it('are free again when what was started has ended', () => {
    const work = createFairWorklist(1);
    addMany(work, 2, 'a');
    const [first] = startAll(work);
    expect(work.next(anyRoom)).toBeNull();
    work.ended(first!);
    expect(startAll(work)).toHaveLength(1);
  });

  it('are not given on a lane that has no room', () => {
    const work = createFairWorklist(4);
    addMany(work, 2, 'a');
    addMany(work, 1, 'b');
    expect(levelsOf(startAll(work, (lane) => (lane === 'a' ? 0 : 1)))).toEqual(['b']);
  });
});

describe('waiting', () => {
  it('goes on before the others of its level for what is put back, on the lane that it turned out to take', () => {
    const work = createFairWorklist(2);
    const [first, second] = addMany(work, 2, 'a');
    work.next(anyRoom);
    work.ended(first!);
    work.putBack(first!, 'other');
    expect([work.waitingOn('a'), work.waitingOn('other')]).toEqual([1, 1]);
    expect(work.next(anyRoom)).toBe(first);
    work.ended(first!);
    expect(work.next(anyRoom)).toBe(second);
  });

  it('ends for what is taken out, which is let go of', () => {
    const work = createFairWorklist(2);
    const items = [...addMany(work, 3, 'a'), ...addMany(work, 2, 'b')];
    const taken = work.takeWaiting(({ lane }) => lane === 'a');
    expect(taken).toEqual(items.slice(0, 3));
    expect(taken.map(({ lease }) => lease.held)).toEqual([0, 0, 0]);
    expect(work.waiting).toBe(2);
  });
});

describe('claims', () => {
  const known = [
    { level: organizationLevel('a'), lane: 'a' },
    { level: organizationLevel('b'), lane: 'b' },
  ];

  it('leave room in hand for others: one lane alone gets half of it', () => {
    const work = createFairWorklist(20);
    expect(work.plan(known)).toEqual({ limit: 100, except: [] });
    addMany(work, 100, 'a');
    expect(work.plan(known)).toEqual({ limit: 50, except: [organizationLevel('a')] });
  });

  it('are not made when there is no room in hand', () => {
    const work = createFairWorklist(20);
    for (const lane of ['a', 'b', 'c', 'd']) addMany(work, 48, lane);
    expect(work.plan(known)).toBeNull();
  });

  it('count what has ended and is not settled, and no more what is dropped', () => {
    const work = createFairWorklist(20);
    addMany(work, 100, 'a');
    const started = startAll(work);
    for (const one of started) work.ended(one);
    expect(work.plan(known)?.except).toHaveLength(1);
    for (const one of started) work.drop(one);
    expect(work.plan(known)?.except).toEqual([]);
  });

  it('are never so small that a commit is wasted on them', () => {
    const work = createFairWorklist(20);
    for (let held = 0; held < 200; held += 1) {
      const plan = work.plan(known);
      if (plan !== null) expect(plan.limit).toBeGreaterThanOrEqual(5);
      addMany(work, 1, held % 3 === 0 ? 'b' : 'a');
    }
  });
});
