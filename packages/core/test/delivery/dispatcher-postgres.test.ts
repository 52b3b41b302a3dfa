import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresStorage } from '../../src/adapters/storage/postgres/open-postgres-storage.ts';
import { POLL } from '../../src/delivery/claims.ts';
import { HOST } from '../../src/kernel/level.ts';
import type { Storage } from '../../src/storage.ts';
import { eventually } from '../../src/testing/eventually.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { useDatabases } from '../postgres/use-databases.ts';
import { deliveryHouse } from './delivery-house.ts';

const databases = useDatabases();

async function open(url: string): Promise<Storage> {
  const storage = await openPostgresStorage({ url, clock: new FakeClock(), leaseClock: 'caller' });
  onTestFinished(() => storage.close());
  return storage;
}

/** A worker that has found nothing to do and waits, for its poll or for news, beside another process over the database. */
async function idleWorker(parameters: string) {
  const url = await databases.emptyDatabase();
  const house = deliveryHouse({ storage: await open(url) });
  await house.hostRelay();
  const there = await open(`${url}${parameters}`);
  let heard = 0;
  const workers: { wake(): void }[] = [];
  onTestFinished(
    there.subscribe?.((change) => {
      if (change === 'deliveries-due') heard += 1;
      for (const one of workers) one.wake();
    }) ?? (() => undefined),
  );
  // What is told when listening begins.
  if (parameters === '') await eventually('it listens', () => heard > 0);
  let looked = 0;
  const outbox: Storage['outbox'] = {
    ...there.outbox,
    nextDueAt: async () => {
      const dueAt = await there.outbox.nextDueAt();
      looked += 1;
      return dueAt;
    },
  };
  const worker = house.worker({ storage: { ...there, outbox } });
  workers.push(worker);
  worker.start();
  await eventually('it has looked', () => looked > 0);
  await house.timers.settle();
  onTestFinished(async () => {
    const stopped = worker.stop();
    await eventually('it has stopped', async () => {
      await house.timers.advance(POLL);
      return worker.state.phase === 'stopped';
    });
    await stopped;
  });
  return house;
}

/** Waits until the one mail has been sent, and no time passes meanwhile. */
async function sent(house: Awaited<ReturnType<typeof idleWorker>>): Promise<void> {
  const before = house.clock.now();
  await eventually('it is sent', async () => {
    await house.timers.settle();
    return house.transport.arrived.length > 0;
  });
  expect(house.transport.tried).toHaveLength(1);
  expect(house.clock.now()).toBe(before);
}

describe('dispatching from PostgreSQL', () => {
  it('begins with what another process took in when that tells of it, though no time passes', async () => {
    const house = await idleWorker('');
    await house.queue(HOST, ['ops@acme.example']);
    await sent(house);
  });

  it('looks by itself where nothing is told', async () => {
    const house = await idleWorker('?listen=off');
    await house.queue(HOST, ['ops@acme.example']);
    await house.timers.advance(POLL);
    await sent(house);
  });
});
