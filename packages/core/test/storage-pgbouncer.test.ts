import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { knownMigrations } from '../src/adapters/storage/postgres/migrate.ts';
import { openPostgresStorage } from '../src/adapters/storage/postgres/open-postgres-storage.ts';
import { FOLDING_WINDOW } from '../src/events/automation-event.ts';
import type { StorageChange } from '../src/kernel/storage-change.ts';
import type { Storage } from '../src/storage.ts';
import { buildReport } from '../src/testing/build-report.ts';
import { eventually } from '../src/testing/eventually.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { runProcess } from './contracts/storage/processes/run-process.ts';
import { storageContract } from './contracts/storage/storage-contract.ts';
import { NO_PGBOUNCER, usePgBouncer } from './postgres/use-pgbouncer.ts';
import { useDatabases } from './postgres/use-databases.ts';

const MIGRATE = new URL('./postgres/migrate-once.ts', import.meta.url);
const KEEPS = 200;

const databases = useDatabases();
const poolers = usePgBouncer();
const clock = new FakeClock();

beforeEach((context) => {
  context.skip(NO_PGBOUNCER !== null, NO_PGBOUNCER ?? '');
});

storageContract('postgres through PgBouncer', async () =>
  openPostgresStorage({
    url: `${await poolers.through(await databases.emptyDatabase(), KEEPS)}?listen=off`,
    clock: new FakeClock(),
    leaseClock: 'caller',
  }),
);

describe('through PgBouncer in transaction mode', () => {
  const open = async (url: string): Promise<Storage> => {
    const storage = await openPostgresStorage({ url, clock, leaseClock: 'caller' });
    onTestFinished(() => storage.close());
    return storage;
  };
  const accept = (storage: Storage) => storage.intake.accept([buildReport(sequentialIds())], FOLDING_WINDOW);

  it('migrations are each applied once when several processes start at once on a new database', async () => {
    const url = await poolers.through(await databases.blankDatabase(), KEEPS);
    const ends = await Promise.all(Array.from({ length: 4 }, () => runProcess(MIGRATE, [url])));
    expect(ends.map(({ errors }) => errors).join('')).toBe('');
    const applied = ends.flatMap(({ output }) => JSON.parse(output) as string[]);
    expect(applied.toSorted()).toEqual(knownMigrations().map(({ name }) => name));
  });

  it('changes are heard by a connection to the database itself', async () => {
    const direct = await databases.emptyDatabase();
    const url = await poolers.through(direct, KEEPS);
    const storage = await open(`${url}?listen=${new URL(direct).host}`);
    const heard: StorageChange[] = [];
    storage.subscribe?.((change) => heard.push(change));
    await eventually('it listens', () => heard.length > 0);
    heard.length = 0;
    await accept(await open(`${url}?listen=off`));
    await eventually('it hears', () => heard.includes('deliveries-due'));
  });

  it('a pooler that keeps no prepared statements is told of, with what to do', async () => {
    const url = await poolers.through(await databases.emptyDatabase(), 0);
    const storages = await Promise.all([open(`${url}?listen=off`), open(`${url}?listen=off`)]);
    const failures = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => storages[index % 2]!.outbox.nextDueAt()),
    );
    const reasons = failures.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(reasons[0]).toMatchObject({
      code: 'storage-unavailable',
      message: expect.stringMatching(/PgBouncer.*max_prepared_statements/) as string,
    });
  });
});
