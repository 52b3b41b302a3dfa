import { describe, expect, it, onTestFinished } from 'vitest';
import { createMemoryStorage } from '../../src/adapters/storage/memory/index.ts';
import { openSqliteStorage } from '../../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { createIntakeQueue } from '../../src/intake/intake-queue.ts';
import type { Report } from '../../src/intake/intake-store.ts';
import { HOUR, SECOND } from '../../src/kernel/clock.ts';
import { HOST } from '../../src/kernel/level.ts';
import type { Storage } from '../../src/storage.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../../src/testing/build-report.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { useDatabaseFiles } from '../contracts/storage/database-files.ts';
import { deliveryHouse } from './delivery-house.ts';
import { mortal, type Death } from './mortal.ts';

const files = useDatabaseFiles();
const BACKENDS: Readonly<Record<string, () => Promise<Storage>>> = {
  memory: async () => createMemoryStorage(),
  sqlite: async () => openSqliteStorage({ path: await files.emptyDatabase(), clock: new FakeClock() }),
};

const REPORTS = ['first', 'second'];
const ADDRESSES = ['ops@acme.example', 'night@acme.example'];

/**
 * One process takes two reports, delivers each to two addresses, and dies at a step; the sender sends again what was not
 * answered, and a second process takes over. Gives what came of it.
 */
async function liveAndDie(open: () => Promise<Storage>, death: Death) {
  const second = deliveryHouse({ storage: await open() });
  onTestFinished(() => second.storage.close());
  await second.hostRelay();
  const body = mortal(second, death);
  const first = deliveryHouse({ ...second, ...body });

  const answered = new Set<string>();
  const send = (house: typeof first, dedupeKey: string): void => {
    const queue = createIntakeQueue({ ...house, onDeliveries: () => undefined });
    const { newId, clock } = house;
    const deliveries = ADDRESSES.map((address) => buildPlannedDelivery(newId, { recipient: { address } }));
    const event = buildPlannedEvent(newId, { deliveries });
    const report: Report = {
      ...buildReport(newId, { level: HOST, receivedAt: clock.now(), dedupeKey }),
      id: event.id,
      content: { kind: 'events', events: [event] },
    };
    void queue.accept(report).then(() => answered.add(dedupeKey));
  };
  for (const key of REPORTS) send(first, key);
  first.worker().start();
  await second.timers.advance(SECOND);
  const steps = [...body.steps];

  const unanswered = REPORTS.filter((key) => !answered.has(key));
  if (death.at !== Infinity) {
    second.worker().start();
    for (const key of unanswered) send(second, key);
    // As long as a lease may take to run out, and then some.
    for (let waited = 0; waited < HOUR && !(await isDone(second.storage)); waited += 5 * SECOND)
      await second.timers.advance(5 * SECOND);
  }
  const { items } = await second.storage.outbox.list({}, { limit: 100 });
  return { steps, unanswered, deliveries: items, arrived: second.transport.arrived };
}

async function isDone(storage: Storage): Promise<boolean> {
  const { items } = await storage.outbox.list({}, { limit: 100 });
  return items.length === REPORTS.length * ADDRESSES.length && items.every(({ dueAt }) => dueAt === null);
}

/** What the server took, by delivery: a Message-ID begins with its id. */
function mailsOf(arrived: readonly { readonly messageId: string }[], id: string): readonly string[] {
  return arrived.map(({ messageId }) => messageId).filter((messageId) => messageId.startsWith(id));
}

describe.each(Object.entries(BACKENDS))('a process over %s', (_backend, open) => {
  it('goes through every step from accept to settle when it does not die', async () => {
    const { steps, unanswered, deliveries, arrived } = await liveAndDie(open, {
      at: Infinity,
      when: 'after',
    });
    expect(unanswered).toEqual([]);
    expect(deliveries.map(({ state }) => state)).toEqual(Array(4).fill('delivered'));
    expect(arrived).toHaveLength(4);
    const needed = ['intake.accept', 'outbox.claimDue', 'settings.load', 'transport.send', 'outbox.settle'];
    expect(needed.filter((name) => !steps.includes(name))).toEqual([]);
  });

  it.each(['before', 'after'] as const)(
    'that dies right %s any of its steps loses nothing, and doubles only what it marks, under one Message-ID',
    async (when) => {
      const doubled: string[] = [];
      for (let at = 1; ; at += 1) {
        const { steps, deliveries, arrived } = await liveAndDie(open, { at, when });
        if (steps.length < at) break;
        const where = `${when} step ${at}, ${steps[at - 1] ?? ''}`;
        expect(
          deliveries.map(({ state }) => state),
          where,
        ).toEqual(Array(4).fill('delivered'));
        for (const { id, maybeDuplicate } of deliveries) {
          const mails = mailsOf(arrived, id);
          expect(mails.length, where).toBeGreaterThan(0);
          expect(new Set(mails).size, where).toBe(1);
          if (mails.length === 1) continue;
          expect(maybeDuplicate, where).toBe(true);
          doubled.push(steps[at - 1] ?? '');
        }
      }
      // Where the server has it and nobody knows, it comes twice: were that not so, the test would have missed the moment.
      expect(doubled).toContain(when === 'after' ? 'transport.send' : 'outbox.settle');
    },
  );
});
