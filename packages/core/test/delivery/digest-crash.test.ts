import { describe, expect, it, onTestFinished } from 'vitest';
import { createMemoryStorage } from '../../src/adapters/storage/memory/index.ts';
import { openSqliteStorage } from '../../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import type { Pacing } from '../../src/alerts/pace-delivery.ts';
import { createIntakeQueue } from '../../src/intake/intake-queue.ts';
import type { Report } from '../../src/intake/intake-store.ts';
import { HOUR, SECOND } from '../../src/kernel/clock.ts';
import { HOST } from '../../src/kernel/level.ts';
import type { Storage } from '../../src/storage.ts';
import { buildEvent } from '../../src/testing/build-event.ts';
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

const REPORTS = ['first', 'second', 'third'];
const ADDRESSES = ['ops@acme.example', 'night@acme.example'];
const DUE = 10 * SECOND;

const PACES = {
  digest: (now: number): Pacing => ({ kind: 'gather', as: 'digest', until: now + DUE }),
  storm: (): Pacing => ({ kind: 'storm', most: 1, within: DUE }),
} as const;

/**
 * One process takes reports, one after the other, gathers them for two addresses, sends what they are due in, and dies at
 * a step; the sender sends again what was not answered, and a second process takes over. Gives what came of it.
 */
async function liveAndDie(open: () => Promise<Storage>, pace: keyof typeof PACES, death: Death) {
  const second = deliveryHouse({ storage: await open() });
  onTestFinished(() => second.storage.close());
  await second.hostRelay();
  const body = mortal(second, death);
  const first = deliveryHouse({ ...second, ...body });

  const answered = new Set<string>();
  const send = (house: typeof first, dedupeKey: string): void => {
    const queue = createIntakeQueue({ ...house, onDeliveries: () => undefined });
    const { newId, clock } = house;
    const pacing = PACES[pace](clock.now());
    const deliveries = ADDRESSES.map((address) =>
      buildPlannedDelivery(newId, { ruleId: 'rule-1', pacing, recipient: { address } }),
    );
    const event = buildPlannedEvent(newId, {
      event: buildEvent({ foldKey: null, subject: dedupeKey }),
      deliveries,
    });
    const report: Report = {
      ...buildReport(newId, { level: HOST, receivedAt: clock.now(), dedupeKey }),
      id: event.id,
      content: { kind: 'events', events: [event] },
    };
    void queue.accept(report).then(() => answered.add(dedupeKey));
  };
  first.worker().start();
  for (const key of REPORTS) {
    send(first, key);
    await second.timers.advance(SECOND);
  }
  await second.timers.advance(2 * DUE);
  const steps = [...body.steps];

  const unanswered = REPORTS.filter((key) => !answered.has(key));
  if (death.at !== Infinity) {
    second.worker().start();
    for (const key of unanswered) send(second, key);
    // As long as a lease may take to run out, and then some.
    await second.timers.advance(2 * DUE);
    for (
      let waited = 0;
      waited < HOUR && (await second.storage.outbox.nextDueAt()) !== null;
      waited += 5 * SECOND
    )
      await second.timers.advance(5 * SECOND);
  }
  const { items: events } = await second.storage.events.list({}, { limit: 100 });
  const mails = await Promise.all(
    events.map(async ({ id, event }) => ({
      subject: event.subject,
      addresses: (await second.storage.outbox.list({ eventId: id }, { limit: 100 })).items
        .map(({ address }) => address)
        .toSorted(),
    })),
  );
  const { items: deliveries } = await second.storage.outbox.list({}, { limit: 100 });
  return { steps, unanswered, mails, deliveries, arrived: second.transport.arrived };
}

/** Over a disk only steps that write, or tell others: a death around a look is one before the next step, as memory shows. */
const ON_DISK = ['intake.accept', 'outbox.claimDue', 'outbox.gathered', 'transport.send', 'outbox.settle'];

const EVERYTHING = REPORTS.map((subject) => ({ subject, addresses: ADDRESSES.toSorted() }));

describe.each(Object.entries(BACKENDS))('over %s', (backend, open) => {
  describe.each(['digest', 'storm'] as const)('a process that sends a %s', (pace) => {
    it('goes through every step from gathering to settling when it does not die', async () => {
      const { steps, unanswered, mails, deliveries } = await liveAndDie(open, pace, {
        at: Infinity,
        when: 'after',
      });
      expect(unanswered).toEqual([]);
      expect(
        mails.toSorted(
          (one, other) => REPORTS.indexOf(one.subject ?? '') - REPORTS.indexOf(other.subject ?? ''),
        ),
      ).toEqual(EVERYTHING);
      // Alone are the mail before a storm, and the one that says that it begins.
      expect(deliveries).toHaveLength(pace === 'digest' ? 2 : 6);
      expect(deliveries.filter(({ gathers }) => gathers === pace)).toHaveLength(2);
      expect(ON_DISK.filter((name) => !steps.includes(name))).toEqual([]);
    });

    it.each(['before', 'after'] as const)(
      'and dies right %s any of its steps loses no event, has none in two mails, and doubles only what it marks',
      async (when) => {
        const died = new Set<string>();
        const whole = await liveAndDie(open, pace, { at: Infinity, when });
        const places = whole.steps.map((name, place) => ({ name, at: place + 1 }));
        for (const { name, at } of places) {
          if (backend !== 'memory' && !ON_DISK.includes(name)) continue;
          const { steps, mails, deliveries, arrived } = await liveAndDie(open, pace, { at, when });
          expect(steps[at - 1]).toBe(name);
          died.add(name);
          const where = `${when} step ${String(at)}, ${name}`;
          expect(
            mails.toSorted(
              (one, other) => REPORTS.indexOf(one.subject ?? '') - REPORTS.indexOf(other.subject ?? ''),
            ),
            where,
          ).toEqual(EVERYTHING);
          expect(
            deliveries.filter(({ state }) => state !== 'delivered'),
            where,
          ).toEqual([]);
          for (const { id, maybeDuplicate } of deliveries) {
            const copies = arrived.filter(({ messageId }) => messageId.startsWith(id));
            expect(copies.length, where).toBeGreaterThan(0);
            expect(new Set(copies.map(({ messageId }) => messageId)).size, where).toBe(1);
            // What came twice says the same: nothing joined it in between.
            expect(new Set(copies.map(({ head }) => head)).size, where).toBe(1);
            if (copies.length > 1) expect(maybeDuplicate, where).toBe(true);
          }
        }
        expect([...died]).toEqual(expect.arrayContaining(ON_DISK));
      },
      60_000,
    );
  });
});
