import { openSqliteStorage } from '../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';
import { storageContract } from './contracts/storage/storage-contract.ts';

const files = useDatabaseFiles();

storageContract('sqlite', async () =>
  openSqliteStorage({ path: await files.emptyDatabase(), clock: new FakeClock() }),
);
