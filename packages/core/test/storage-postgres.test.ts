import { openPostgresStorage } from '../src/adapters/storage/postgres/open-postgres-storage.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { storageContract } from './contracts/storage/storage-contract.ts';
import { useDatabases } from './postgres/use-databases.ts';

const databases = useDatabases();

// As the role that works with the tables and does not own them: nothing asks for more.
storageContract('postgres', async () =>
  openPostgresStorage({
    url: (await databases.emptyDatabaseWithRoles()).app,
    clock: new FakeClock(),
    leaseClock: 'caller',
  }),
);
