import { expect, it, onTestFinished } from 'vitest';
import { openPostgresStorage } from '../src/adapters/storage/postgres/open-postgres-storage.ts';
import { FOLDING_WINDOW } from '../src/events/automation-event.ts';
import type { StorageChange } from '../src/kernel/storage-change.ts';
import type { Storage } from '../src/storage.ts';
import { buildReport } from '../src/testing/build-report.ts';
import { eventually } from '../src/testing/eventually.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { startPostgresPair, type PostgresPair } from '../src/testing/postgres-pair.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';

const clock = new FakeClock();
const newId = sequentialIds();

async function openedPair(): Promise<{ pair: PostgresPair; open: (url: string) => Promise<Storage> }> {
  const pair = await startPostgresPair();
  onTestFinished(() => pair.close());
  const open = async (url: string): Promise<Storage> => {
    const storage = await openPostgresStorage({ url, clock, leaseClock: 'caller' });
    onTestFinished(() => storage.close());
    return storage;
  };
  return { pair, open };
}

const accept = (storage: Storage) => storage.intake.accept([buildReport(newId)], FOLDING_WINDOW);
const queued = async (storage: Storage) => (await storage.outbox.backlog(clock.now())).queued;

it('goes on at whichever host is the primary: what was accepted is there, and news are heard', async () => {
  const { pair, open } = await openedPair();
  const storage = await open(pair.url);
  // The replica named first: it is passed over.
  const other = await open(pair.url.replace(/@([^,]+),([^/]+)/, '@$2,$1'));
  const heard: StorageChange[] = [];
  storage.subscribe?.((change) => heard.push(change));
  await accept(storage);
  await accept(other);

  await pair.killPrimary();
  for (const one of [storage, other]) {
    await expect(accept(one)).rejects.toMatchObject({
      code: 'storage-unavailable',
      message: expect.stringContaining('read-only') as string,
    });
  }
  await pair.promote();
  await accept(storage);
  await accept(other);
  expect([await queued(storage), await queued(other)]).toEqual([4, 4]);
  heard.length = 0;
  await eventually('changes are told and heard at the new primary', async () => {
    await accept(other);
    return heard.includes('deliveries-due');
  });

  const before = await queued(storage);
  await pair.reviveAsReplica();
  await Promise.all(Array.from({ length: 20 }, () => accept(storage)));
  expect(await queued(other)).toBe(before + 20);
});

it('says that a replica is one, and goes on by itself once it is promoted', async () => {
  const { pair, open } = await openedPair();
  await (await open(pair.urls.primary)).check();
  const storage = await open(pair.urls.replica);
  for (const attempt of [() => storage.check(), () => accept(storage)]) {
    await expect(attempt()).rejects.toMatchObject({
      code: 'storage-unavailable',
      message: expect.stringMatching(/read-only.*name all its hosts/) as string,
    });
  }
  expect(await queued(storage)).toBe(0);
  await pair.killPrimary();
  await pair.promote();
  await storage.check();
  await accept(storage);
  expect(await queued(storage)).toBe(1);
});
