import { describe, expect, it } from 'vitest';
import type { Actor } from '../src/access/actor.ts';
import { createMemoryStorage } from '../src/adapters/storage/memory/index.ts';
import { createCanaryRunner } from '../src/canaries/canary-runner.ts';
import type { CanaryOutcome } from '../src/canaries/canary.ts';
import { listCanaries } from '../src/canaries/list-canaries.ts';
import { removeCanary } from '../src/canaries/remove-canary.ts';
import { sendCanary } from '../src/canaries/send-canary.ts';
import { setCanary, type SetCanaryInput } from '../src/canaries/set-canary.ts';
import { showCanary } from '../src/canaries/show-canary.ts';
import type { Settlement } from '../src/delivery/delivery.ts';
import { setMaintenance } from '../src/delivery/set-maintenance.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../src/kernel/clock.ts';
import { HOST, organizationLevel } from '../src/kernel/level.ts';
import type { Storage } from '../src/storage.ts';
import { buildAuditEntry } from '../src/testing/build-audit-entry.ts';
import { buildOrganization } from '../src/testing/build-organization.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { FakeTimers } from '../src/testing/fake-timers.ts';
import { RecordingLogger } from '../src/testing/recording-logger.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { buildSettlement } from './contracts/storage/build-settlement.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const acme = { ...buildOrganization(), timeZone: 'Europe/Paris', language: 'fr' } as const;
const level = organizationLevel(acme.id);

function administratorOf(...organizationIds: readonly string[]): Actor {
  const roles = { systemAdministrator: false, organizationIds };
  return { kind: 'slack', teamId: 'T1', userId: 'U1', channelId: null, roles };
}

/** One database and so many processes over it. @param start epoch milliseconds */
async function house(start?: number) {
  const clock = new FakeClock(start);
  const timers = new FakeTimers(clock);
  const storage = createMemoryStorage();
  const newId = sequentialIds();
  const logger = new RecordingLogger();
  const outcomes: CanaryOutcome[] = [];
  const sent: number[] = [];
  await storage.organizations.add(acme, buildAuditEntry(sequentialIds(9)));
  const deps = { storage, clock, newId };

  const run = (over: Storage = storage) => {
    const runner = createCanaryRunner({
      storage: over,
      clock,
      timers,
      newId,
      logger,
      onSent: () => void sent.push(clock.now()),
      onOutcome: (outcome) => void outcomes.push(outcome),
    });
    runner.start();
    return runner;
  };

  /** What the worker would do: takes what is due, and ends it so. */
  const end = async (settlement: Partial<Settlement>) => {
    const now = clock.now();
    const lease = { leaseToken: 'lease', leaseUntil: now + MINUTE };
    const claimed = await storage.outbox.claimDue({ now, limit: 10, perLevel: 10, except: [], ...lease });
    await storage.outbox.settle(
      claimed.map((one) => buildSettlement(one, { endedAt: clock.now(), ...settlement })),
    );
    return claimed.length;
  };

  const set = (input: Partial<SetCanaryInput> = {}) =>
    setCanary(deps, root, { level, address: 'ops@acme.example', schedule: 'every 1h', ...input });
  const mails = async () => (await storage.outbox.list({ level }, { limit: 100 })).items;
  const canary = async () => (await storage.canaries.find(level)) ?? expect.unreachable('it is set');
  return { ...deps, timers, logger, outcomes, sent, run, end, set, mails, canary };
}

const FAILED = { state: 'failed', reason: 'recipient-unknown' } as const;

describe('a canary', () => {
  it('goes out when it is due, in the language and zone of its level, and the next one is due after it', async () => {
    const { set, run, timers, mails, canary, clock, sent } = await house();
    const start = clock.now();
    await set();
    run();
    await timers.advance(HOUR - SECOND);
    expect(await mails()).toEqual([]);
    await timers.advance(20 * SECOND);
    expect(await mails()).toMatchObject([
      { address: 'ops@acme.example', language: 'fr', timeZone: 'Europe/Paris', state: 'queued' },
    ]);
    expect(sent).toHaveLength(1);
    expect((await canary()).nextAt).toBe(start + 2 * HOUR);
  });

  it('expires before the next one is due', async () => {
    const { set, run, timers, mails, canary } = await house();
    await set({ schedule: 'every 15m' });
    run();
    await timers.advance(16 * MINUTE);
    const [mail] = await mails();
    expect(mail?.expiresAt).toBeLessThan((await canary()).nextAt);
  });

  it('goes out once, however many processes look after it', async () => {
    const { set, run, timers, mails, sent } = await house();
    await set();
    for (let processes = 0; processes < 5; processes += 1) run();
    await timers.advance(4 * HOUR + MINUTE);
    expect(await mails()).toHaveLength(4);
    expect(sent).toHaveLength(4);
  });

  it('goes out once after everything was down for long, and then when the next one is due', async () => {
    const { set, run, timers, mails, canary, clock } = await house();
    const start = clock.now();
    await set();
    clock.advance(9.5 * HOUR);
    run();
    await timers.advance(MINUTE);
    expect(await mails()).toHaveLength(1);
    expect((await canary()).nextAt).toBe(start + 10 * HOUR);
    await timers.advance(30 * MINUTE);
    expect(await mails()).toHaveLength(2);
  });

  it('leaves one out that is due right after one that was late', async () => {
    const { set, run, timers, mails, clock, canary } = await house();
    const start = clock.now();
    await set();
    clock.advance(2 * HOUR - MINUTE);
    run();
    await timers.advance(10 * MINUTE);
    expect(await mails()).toHaveLength(1);
    expect((await canary()).nextAt).toBe(start + 3 * HOUR);
  });

  it.each([
    ['spring', Date.UTC(2026, 2, 28, 12), [29, 30, 31].map((day) => Date.UTC(2026, 2, day, 4))],
    [
      'autumn',
      Date.UTC(2026, 9, 24, 12),
      [Date.UTC(2026, 9, 25, 5), Date.UTC(2026, 9, 26, 5), Date.UTC(2026, 9, 27, 5)],
    ],
  ])('keeps its time of day when the clocks change in %s', async (_, start, expected) => {
    const { set, run, timers, sent } = await house(start);
    await set({ schedule: '06:00' });
    run();
    await timers.advance(3 * DAY);
    expect(sent.map((at) => at - (at % MINUTE))).toEqual(expected);
  });

  it('at a time that the clock leaps over goes out at the leap, at one that comes twice the first time', async () => {
    const spring = await house(Date.UTC(2026, 2, 28, 12));
    await spring.set({ schedule: '02:30' });
    expect((await spring.canary()).nextAt).toBe(Date.UTC(2026, 2, 29, 1));
    const autumn = await house(Date.UTC(2026, 9, 24, 12));
    await autumn.set({ schedule: '02:30' });
    autumn.run();
    await autumn.timers.advance(DAY);
    expect(autumn.sent.map((at) => at - (at % MINUTE))).toEqual([Date.UTC(2026, 9, 25, 0, 30)]);
    expect((await autumn.canary()).nextAt).toBe(Date.UTC(2026, 9, 26, 1, 30));
  });

  it('is what it is at the host too', async () => {
    const { set, run, timers, storage } = await house();
    await set({ level: HOST });
    run();
    await timers.advance(61 * MINUTE);
    const { items } = await storage.outbox.list({ level: HOST }, { limit: 5 });
    expect(items).toMatchObject([{ language: 'en', timeZone: 'UTC' }]);
  });
});

describe('the outcome of a canary', () => {
  it.each([
    ['delivered', {}, 'delivered', null],
    ['by-host', { reason: 'sent-by-host' }, 'by-host', 'sent-by-host'],
    ['failed', FAILED, 'failed', 'recipient-unknown'],
    ['expired', { state: 'expired', reason: 'expired' }, 'late', 'expired'],
  ] as const)('is noted once by one of all processes: %s', async (_, settlement, outcome, reason) => {
    const { set, run, timers, end, canary, outcomes } = await house();
    await set();
    run();
    run();
    await timers.advance(61 * MINUTE);
    expect(await end(settlement)).toBe(1);
    await timers.advance(MINUTE);
    expect(outcomes).toEqual([outcome]);
    expect((await canary()).last).toMatchObject({ outcome, reason });
    expect((await canary()).deliveredAt !== null).toBe(outcome === 'delivered' || outcome === 'by-host');
  });

  it('is held at once when somebody must put the settings right, and delivered when that was done', async () => {
    const { set, run, timers, end, clock, outcomes } = await house();
    await set();
    run();
    await timers.advance(61 * MINUTE);
    await end({ state: 'deferred', reason: 'no-host', dueAt: clock.now() + 2 * MINUTE, endedAt: null });
    await timers.advance(MINUTE);
    expect(outcomes).toEqual(['held']);
    await timers.advance(2 * MINUTE);
    await end({});
    await timers.advance(MINUTE);
    expect(outcomes).toEqual(['held', 'delivered']);
  });

  it('is late when it still waits after its time, with what was last in its way', async () => {
    const { set, run, timers, end, clock, outcomes, canary } = await house();
    await set();
    run();
    await timers.advance(61 * MINUTE);
    const waits = { state: 'deferred', dueAt: clock.now() + 2 * HOUR, endedAt: null } as const;
    await end({ ...waits, reason: 'connection-refused' });
    await timers.advance(55 * MINUTE);
    expect(outcomes).toEqual([]);
    await timers.advance(3.5 * MINUTE);
    expect(outcomes).toEqual(['late']);
    expect((await canary()).last).toMatchObject({ outcome: 'late', reason: 'connection-refused' });
  });

  it('is late when no worker takes it', async () => {
    const { set, run, timers, outcomes, canary } = await house();
    await set({ schedule: 'every 2h' });
    run();
    await timers.advance(3 * HOUR + 4 * MINUTE);
    expect(outcomes).toEqual(['late']);
    expect((await canary()).last).toMatchObject({ outcome: 'late', reason: null });
  });

  it('is nothing while mail is held by hand, and none goes out then; one does when that is over', async () => {
    const { set, run, timers, storage, outcomes, mails, clock, newId } = await house();
    await set();
    run();
    await timers.advance(61 * MINUTE);
    await setMaintenance({ storage, clock, newId }, root, { mode: 'suspended' });
    await timers.advance(5 * HOUR);
    expect(outcomes).toEqual(['suspended']);
    expect(await mails()).toHaveLength(1);
    await setMaintenance({ storage, clock, newId }, root, { mode: 'off' });
    await timers.advance(MINUTE);
    expect(await mails()).toHaveLength(2);
    expect(outcomes).toEqual(['suspended']);
  });

  it('waits for a storage that is there again, and nothing is lost', async () => {
    const { set, run, timers, storage, mails, logger } = await house();
    await set();
    let there = false;
    const list = async () => {
      if (there) return storage.canaries.list();
      throw new Error('gone');
    };
    run({ ...storage, canaries: { ...storage.canaries, list } });
    await timers.advance(2 * HOUR);
    there = true;
    await timers.advance(MINUTE);
    expect(await mails()).toHaveLength(1);
    expect(logger.lines.map(({ level: severity }) => severity)).toEqual(['warn', 'info']);
  });
});

describe('setCanary', () => {
  it.each([
    ['every 6h', 'every 6h'],
    ['06:00', 'daily at 06:00'],
    ['6:00, 14h', 'daily at 06:00, 14:00'],
    ['weekdays at 06:00', 'weekdays at 06:00'],
    ['toutes les 2h', 'every 2h'],
  ])('understands %j', async (schedule, written) => {
    const { set, storage } = await house();
    await set({ schedule });
    const { items } = await storage.audit.list({ action: 'canary.set' }, { limit: 1 });
    expect(items[0]?.changes).toEqual([
      { field: 'address', before: null, after: 'ops@acme.example' },
      { field: 'schedule', before: null, after: written },
    ]);
  });

  it('has it once a day when nothing is said', async () => {
    const { clock, storage, newId } = await house();
    const deps = { clock, storage, newId };
    const canary = await setCanary(deps, root, { level, address: 'ops@acme.example' });
    expect(canary.schedule).toEqual({ kind: 'at', days: [1, 2, 3, 4, 5, 6, 7], times: [360] });
  });

  it.each([
    ['an address that is none', { address: 'ops' }],
    ['two addresses', { address: 'a@acme.example, b@acme.example' }],
    ['words that are no schedule', { schedule: 'sometimes' }],
    ['an interval of minutes', { schedule: 'every 14m' }],
    ['an interval of weeks', { schedule: 'every 8d' }],
    ['times that are close together', { schedule: '06:00, 06:10' }],
    ['times that are close together over midnight', { schedule: '00:05, 23:55' }],
    ['a long text', { schedule: '0'.repeat(10_000) }],
  ])('refuses %s', async (_, input) => {
    const { set, storage } = await house();
    await expect(set(input)).rejects.toMatchObject({ code: 'input-invalid' });
    expect(await storage.canaries.list()).toEqual([]);
  });

  it('refuses an organization that is not there', async () => {
    const { set } = await house();
    const setting = set({ level: organizationLevel('nobody') });
    await expect(setting).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('sendCanary', () => {
  it('sends one now, gives it an hour, leaves the schedule as it is, and says who asked', async () => {
    const { set, storage, clock, newId, mails, canary } = await house();
    await set({ schedule: 'every 15m' });
    const { nextAt } = await canary();
    const sent = await sendCanary({ storage, clock, newId }, administratorOf(acme.id), { level });
    expect(await mails()).toMatchObject([{ id: sent.last?.deliveryId, expiresAt: clock.now() + HOUR }]);
    expect((await canary()).nextAt).toBe(nextAt);
    const { items } = await storage.audit.list({ action: 'canary.sent' }, { limit: 5 });
    expect(items).toMatchObject([{ actor: { userId: 'U1' } }]);
  });

  it('sends one a minute at most, however many ask at once', async () => {
    const { set, storage, clock, newId, mails } = await house();
    await set();
    const ask = () => sendCanary({ storage, clock, newId }, root, { level });
    const asked = await Promise.allSettled([ask(), ask(), ask()]);
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(ask()).rejects.toMatchObject({ code: 'refused' });
    clock.advance(MINUTE);
    await ask();
    expect(await mails()).toHaveLength(2);
  });

  it('sends none where none is set', async () => {
    const { storage, clock, newId } = await house();
    const asking = sendCanary({ storage, clock, newId }, root, { level });
    await expect(asking).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a canary that is looked at', () => {
  it('stands as it stands, from set to overdue', async () => {
    const { set, storage, clock, newId, run, timers, end } = await house();
    const deps = { storage, clock, newId };
    const standing = async () => (await showCanary(deps, root, { level })).standing;
    await set();
    expect(await standing()).toBe('not-yet');
    const runner = run();
    await timers.advance(61 * MINUTE);
    expect(await standing()).toBe('under-way');
    await end(FAILED);
    await timers.advance(MINUTE);
    expect(await standing()).toBe('failed');
    await runner.stop();
    await timers.advance(2 * HOUR);
    expect(await standing()).toBe('not-sent');
    await setMaintenance(deps, root, { mode: 'suspended' });
    expect(await standing()).toBe('failed');
  });

  it('shows what servers said to system administrators alone', async () => {
    const { set, storage, clock, newId, end } = await house();
    const deps = { storage, clock, newId };
    await set();
    await sendCanary(deps, root, { level });
    await end(FAILED);
    expect((await showCanary(deps, root, { level })).timeline).toMatchObject([
      { text: 'Ok: queued as 7F3A' },
    ]);
    expect((await showCanary(deps, administratorOf(acme.id), { level })).timeline).toBeNull();
  });

  it('is listed for whoever may see it, and gone when it is removed', async () => {
    const { set, storage, clock, newId } = await house();
    const deps = { storage, clock, newId };
    await set();
    await set({ level: HOST });
    expect(await listCanaries(deps, root)).toHaveLength(2);
    expect(await listCanaries(deps, administratorOf(acme.id))).toHaveLength(1);
    await removeCanary(deps, root, { level });
    expect(await listCanaries(deps, root)).toHaveLength(1);
    await expect(removeCanary(deps, root, { level })).rejects.toMatchObject({ code: 'not-found' });
    await expect(showCanary(deps, root, { level })).rejects.toMatchObject({ code: 'not-found' });
  });
});
