import { fileURLToPath } from 'node:url';
import type { Clock } from '../../../kernel/clock.ts';
import { AppError } from '../../../kernel/errors.ts';
import { silentLogger, type Logger } from '../../../kernel/logger.ts';
import { UNFINISHED_MOVE, UNFINISHED_TABLE } from '../records/transfer-end.ts';
import { openDatabase } from './open-database.ts';
import { sqliteConnection } from './sqlite-connection.ts';
import { sqliteStorage, type SqliteStorage } from './sqlite-storage.ts';

/** Where the database lies, and what it works with. */
export interface SqliteOptions {
  /** The file, as a path or a `file:` URL; made when it is missing. */
  readonly path: string | URL;
  readonly clock: Clock;
  /** Told of migrations and of damaged records. Quiet by default. */
  readonly logger?: Logger;
}

/**
 * Opens the storage in one SQLite file. Several processes may have it open at once.
 * @throws AppError `storage-unavailable`, `storage-newer` or `storage-corrupt`.
 */
export async function openSqliteStorage({
  path,
  clock,
  logger = silentLogger,
}: SqliteOptions): Promise<SqliteStorage> {
  const file = typeof path === 'string' ? path : fileURLToPath(path);
  const client = await openDatabase(file, logger);
  if (client.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(UNFINISHED_TABLE) !== undefined) {
    client.close();
    throw new AppError('storage-unavailable', UNFINISHED_MOVE);
  }
  return sqliteStorage(sqliteConnection(client), { clock, logger });
}
