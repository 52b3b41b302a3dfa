import { describe, expect, it } from 'vitest';
import { openSqliteStorage } from '../../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { MINUTE, SECOND } from '../../src/kernel/clock.ts';
import { HOST } from '../../src/kernel/level.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { useDatabaseFiles } from '../contracts/storage/database-files.ts';
import { deliveryHouse } from './delivery-house.ts';
import { accept, heldBack, wrongPassword } from './scripted-transport.ts';

const files = useDatabaseFiles();

async function houseOnDisk() {
  const path = await files.emptyDatabase();
  const open = () => openSqliteStorage({ path, clock: new FakeClock() });
  const house = deliveryHouse({ concurrency: 8, storage: await open() });
  await house.hostRelay();
  return { house, open };
}

const addresses = (count: number): string[] =>
  Array.from({ length: count }, (_, place) => `person-${String(place)}@acme.example`);

describe('dispatching from SQLite', () => {
  it('shares one file between workers of their own connections and sends nothing twice', async () => {
    const { house, open } = await houseOnDisk();
    await house.queue(HOST, addresses(300));
    house.transport.behave('relay.example', async (sent) => {
      await new Promise((resolve) => setImmediate(resolve));
      return accept(sent);
    });
    house.worker().start();
    house.worker({ storage: await open() }).start();
    await house.timers.advance(5 * SECOND);
    expect(await house.states()).toEqual({ delivered: 300 });
    expect(house.transport.tried).toHaveLength(300);
  });

  it('goes on after a worker that died with mail in its hands, and marks what that one may have sent', async () => {
    const { house } = await houseOnDisk();
    const ids = await house.queue(HOST, addresses(30));
    const silent = heldBack();
    let first = true;
    house.transport.behave('relay.example', (sent, signal) => {
      if (!first) return silent.behaviour(sent, signal);
      first = false;
      return accept(sent);
    });
    const { outbox } = house.storage;
    // It renews nothing and settles nothing any more: what `kill -9` leaves behind.
    let alive = true;
    house
      .worker({
        storage: {
          ...house.storage,
          outbox: {
            claimDue: (request) => (alive ? outbox.claimDue(request) : Promise.resolve([])),
            renewLeases: () => Promise.resolve(),
            release: () => Promise.resolve(),
            settle: (settlements) => (alive ? outbox.settle(settlements) : new Promise(() => undefined)),
            nextDueAt: () => outbox.nextDueAt(),
          },
        },
      })
      .start();
    await house.timers.advance(SECOND);
    alive = false;
    house.transport.behave('relay.example', accept);
    house.worker().start();
    await house.timers.advance(20 * SECOND);
    expect(await house.states()).toEqual({ delivered: 30 });
    const deliveries = await Promise.all(ids.map((id) => house.delivery(id)));
    const arrived = new Set(house.transport.arrived.map(({ to }) => to));
    expect(arrived.size).toBe(30);
    expect(deliveries.filter(({ maybeDuplicate }) => maybeDuplicate)).toHaveLength(29);
  });

  it('holds for wrong settings and releases with their change, like the memory backend', async () => {
    const { house } = await houseOnDisk();
    house.transport.behave('relay.example', wrongPassword);
    await house.queue(HOST, addresses(40));
    const dispatcher = house.worker();
    dispatcher.start();
    await house.timers.advance(MINUTE);
    expect(await house.states()).toEqual({ deferred: 40 });
    expect(house.transport.tried).toHaveLength(1);
    house.transport.behave('relay.example', accept);
    await house.settings(HOST, { smtpPort: 26 });
    dispatcher.wake();
    await house.timers.advance(SECOND);
    expect(await house.states()).toEqual({ delivered: 40 });
  });
});
