import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Storage } from '../../storage.ts';
import { databasePlace } from './database-place.ts';

/** What storage works with. */
export interface StorageDependencies {
  readonly clock: Clock;
  readonly logger?: Logger;
  /** A database in a file works in a thread of its own: for processes that live long and do much else. */
  readonly inThread?: boolean;
}

/**
 * Opens the storage that a database URL names: `file:` and a path (SQLite; missing folders are made), `postgres:`, or
 * `memory:`. A relative path starts at the working directory, as in `file:./data/postern.db`.
 * @throws AppError `configuration-invalid`, or what `openSqliteStorage` or `openPostgresStorage` throws.
 */
export async function openStorage(url: string, dependencies: StorageDependencies): Promise<Storage> {
  const place = databasePlace(url);
  // Each is loaded only where it is used.
  switch (place.kind) {
    case 'memory': {
      const { createMemoryStorage } = await import('./memory/create-memory-storage.ts');
      return createMemoryStorage();
    }
    case 'sqlite':
      if (dependencies.inThread === true) {
        const { openSqliteThread } = await import('./sqlite/thread/open-sqlite-thread.ts');
        return openSqliteThread({ path: place.path, ...dependencies });
      } else {
        const { openSqliteStorage } = await import('./sqlite/open-sqlite-storage.ts');
        return openSqliteStorage({ path: place.path, ...dependencies });
      }
    case 'postgres': {
      const { openPostgresStorage } = await import('./postgres/open-postgres-storage.ts');
      return openPostgresStorage({ url, ...dependencies });
    }
    default:
      return place satisfies never;
  }
}
