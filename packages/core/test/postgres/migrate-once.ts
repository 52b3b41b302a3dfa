// Opens the storage and prints which migrations it applied.
import { openPostgresStorage } from '../../src/adapters/storage/postgres/open-postgres-storage.ts';
import { silentLogger, type LogFields } from '../../src/kernel/logger.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';

const [, , url = ''] = process.argv;
const applied: unknown[] = [];
const logger = { ...silentLogger, info: ({ migration }: LogFields) => void applied.push(migration) };
const storage = await openPostgresStorage({ url, clock: new FakeClock(), logger });
await storage.close();
process.stdout.write(JSON.stringify(applied));
