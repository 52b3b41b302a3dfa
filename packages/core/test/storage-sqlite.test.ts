import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteStorage } from '../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { storageContract } from './contracts/storage/storage-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-contract-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let files = 0;
storageContract('sqlite', () => {
  files += 1;
  return openSqliteStorage({ path: join(folder, `${files}.db`), clock: new FakeClock() });
});
