import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/access/actor.ts';
import { createMemoryStorage } from '../../src/adapters/storage/memory/index.ts';
import { createCanaryRunner } from '../../src/canaries/canary-runner.ts';
import { removeCanary } from '../../src/canaries/remove-canary.ts';
import { sendCanary } from '../../src/canaries/send-canary.ts';
import { setCanary } from '../../src/canaries/set-canary.ts';
import type { Settlement } from '../../src/delivery/delivery.ts';
import { setMaintenance } from '../../src/delivery/set-maintenance.ts';
import { createIncidentWatch } from '../../src/incidents/incident-watch.ts';
import { HOUR, MINUTE, SECOND } from '../../src/kernel/clock.ts';
import { organizationLevel } from '../../src/kernel/level.ts';
import { buildAuditEntry } from '../../src/testing/build-audit-entry.ts';
import { buildOrganization } from '../../src/testing/build-organization.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { FakeTimers } from '../../src/testing/fake-timers.ts';
import { RecordingLogger } from '../../src/testing/recording-logger.ts';
import { sequentialIds } from '../../src/testing/sequential-ids.ts';
import { buildSettlement } from '../contracts/storage/build-settlement.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const acme = buildOrganization();
const level = organizationLevel(acme.id);

/** A canary of Acme every two hours, with so many processes that watch, each as `process` starts it. */
async function house(watches = 1) {
  const clock = new FakeClock();
  const timers = new FakeTimers(clock);
  const storage = createMemoryStorage();
  const newId = sequentialIds();
  const deps = { storage, clock, newId, timers, logger: new RecordingLogger() };
  await storage.organizations.add(acme, buildAuditEntry(sequentialIds(9)));
  await setCanary(deps, root, { level, address: 'ops@acme.example', schedule: 'every 2h' });
  const watching = Array.from({ length: watches }, () => createIncidentWatch(deps));
  for (const watch of watching) watch.start();

  const run = () => {
    const runner = createCanaryRunner({ ...deps, onSent: () => undefined, onOutcome: () => undefined });
    runner.start();
    return runner;
  };
  /** What a worker does with what is due, the watch beside it. */
  const end = async (settlement: Partial<Settlement>) => {
    const now = clock.now();
    const lease = { leaseToken: 'lease', leaseUntil: now + MINUTE };
    const claimed = await storage.outbox.claimDue({ now, limit: 9, perLevel: 9, except: [], ...lease });
    for (const one of claimed) {
      const made = buildSettlement(one, { endedAt: now, ...settlement });
      await storage.outbox.settle([made]);
      watching[0]?.noteEnd({ delivery: one.delivery, settlement: made, verdict: null, at: now });
    }
  };
  const incidents = async () => (await storage.incidents.list({}, { limit: 9 })).items;
  return { ...deps, run, end, incidents };
}

const FAILED = { state: 'failed', reason: 'recipient-unknown' } as const;

describe('a canary', () => {
  it('that is refused opens one incident, and no other about failed mail; the next that arrives ends it', async () => {
    const { run, end, incidents, timers } = await house(3);
    run();
    await timers.advance(2 * HOUR);
    await end(FAILED);
    await timers.advance(3 * MINUTE);
    expect(await incidents()).toMatchObject([
      {
        level,
        facts: {
          kind: 'canary-failed',
          address: 'ops@acme.example',
          failure: 'failed',
          reason: 'recipient-unknown',
        },
        count: 1,
        resolvedAt: null,
      },
    ]);
    await timers.advance(2 * HOUR);
    await end({});
    await timers.advance(3 * MINUTE);
    expect(await incidents()).toMatchObject([{ resolution: 'recovered' }]);
  });

  it('that fails again and again is one incident that counts them', async () => {
    const { run, end, incidents, timers } = await house(2);
    run();
    for (let times = 0; times < 3; times += 1) {
      await timers.advance(2 * HOUR);
      await end(FAILED);
      await timers.advance(3 * MINUTE);
    }
    expect(await incidents()).toMatchObject([{ count: 3, resolvedAt: null }]);
  });

  it.each([
    ['waits for settings', { state: 'deferred', reason: 'no-host' }, 3 * MINUTE, 'held', 'no-host'],
    [
      'does not get through in time',
      { state: 'deferred', reason: 'connection-refused' },
      64 * MINUTE,
      'late',
      'connection-refused',
    ],
    ['is taken by no worker', null, 64 * MINUTE, 'late', null],
  ] as const)('that %s is told with the reason', async (_, settlement, wait, failure, reason) => {
    const { run, end, incidents, timers, clock } = await house();
    run();
    await timers.advance(2 * HOUR);
    if (settlement !== null) await end({ ...settlement, dueAt: clock.now() + 3 * HOUR, endedAt: null });
    await timers.advance(wait);
    expect(await incidents()).toMatchObject([{ facts: { kind: 'canary-failed', failure, reason } }]);
  });

  it('that nothing sends is told, and sending it ends that once it has arrived', async () => {
    const { run, end, incidents, timers } = await house();
    await timers.advance(2 * HOUR + 9 * MINUTE);
    expect(await incidents()).toEqual([]);
    await timers.advance(3 * MINUTE);
    expect(await incidents()).toMatchObject([{ facts: { failure: 'not-sent', deliveryId: null }, count: 1 }]);
    run();
    await timers.advance(SECOND);
    await end({});
    await timers.advance(3 * MINUTE);
    expect(await incidents()).toMatchObject([{ resolution: 'recovered' }]);
  });

  it('that arrives, or is under way, is no incident', async () => {
    const { run, end, incidents, timers } = await house();
    run();
    for (let times = 0; times < 3; times += 1) {
      await timers.advance(2 * HOUR);
      await end({});
    }
    expect(await incidents()).toEqual([]);
  });

  it('says nothing while mail is held by hand, nor right after', async () => {
    const { incidents, timers, storage, clock, newId, run, end } = await house();
    await setMaintenance({ storage, clock, newId }, root, { mode: 'suspended' });
    await timers.advance(9 * HOUR);
    await setMaintenance({ storage, clock, newId }, root, { mode: 'off' });
    run();
    await timers.advance(5 * MINUTE);
    await end({});
    await timers.advance(5 * MINUTE);
    expect(await incidents()).toEqual([]);
  });

  it('that was overdue when everything was down is no incident of a process that has just begun to look', async () => {
    const { incidents, timers, clock, storage, newId } = await house(0);
    clock.advance(9 * HOUR);
    createIncidentWatch({ storage, clock, timers, newId, logger: new RecordingLogger() }).start();
    await timers.advance(5 * MINUTE);
    expect(await incidents()).toEqual([]);
  });

  it('that is taken away takes its incident with it', async () => {
    const { run, end, incidents, timers, storage, clock, newId } = await house();
    run();
    await sendCanary({ storage, clock, newId }, root, { level });
    await end(FAILED);
    await timers.advance(3 * MINUTE);
    expect(await incidents()).toMatchObject([{ resolvedAt: null }]);
    await removeCanary({ storage, clock, newId }, root, { level });
    await timers.advance(2 * MINUTE);
    expect(await incidents()).toMatchObject([{ resolution: 'changed' }]);
  });
});
