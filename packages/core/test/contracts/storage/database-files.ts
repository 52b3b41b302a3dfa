import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteStorage } from '../../../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { FakeClock } from '../../../src/testing/fake-clock.ts';

/** Paths for databases in a folder that goes away with the tests of the surrounding block. */
export interface DatabaseFiles {
  /** A path where nothing is yet. */
  newPath(): string;
  /** A path to an empty database of this version: a copy, which is quicker than migrating one each time. */
  emptyDatabase(): Promise<string>;
}

/** Makes the folder, and removes it after all tests. */
export function useDatabaseFiles(): DatabaseFiles {
  const folder = mkdtempSync(join(tmpdir(), 'postern-storage-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let count = 0;
  let template: Promise<string> | null = null;

  const newPath = (): string => {
    count += 1;
    return join(folder, `${count}.db`);
  };
  const makeTemplate = async (): Promise<string> => {
    const path = newPath();
    await (await openSqliteStorage({ path, clock: new FakeClock() })).close();
    return path;
  };
  return {
    newPath,
    emptyDatabase: async () => {
      template ??= makeTemplate();
      const path = newPath();
      copyFileSync(await template, path);
      return path;
    },
  };
}
