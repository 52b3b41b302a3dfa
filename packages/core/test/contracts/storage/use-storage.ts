import { afterEach, beforeEach } from 'vitest';
import type { NewId } from '../../../src/kernel/ids.ts';
import { sequentialIds } from '../../../src/testing/sequential-ids.ts';
import type { Storage } from '../../../src/storage.ts';

/** What every test of a contract starts with: a storage in which nothing was ever kept. */
export interface FreshStorage {
  readonly storage: Storage;
  readonly newId: NewId;
}

/** Opens a fresh storage before each test of the surrounding block and closes it afterwards. */
export function useStorage(open: () => Promise<Storage>): () => FreshStorage {
  let fresh: FreshStorage | null = null;
  beforeEach(async () => {
    fresh = { storage: await open(), newId: sequentialIds() };
  });
  afterEach(async () => {
    await fresh?.storage.close();
    fresh = null;
  });
  return () => {
    if (fresh === null) throw new Error('useStorage is read inside a test only');
    return fresh;
  };
}
