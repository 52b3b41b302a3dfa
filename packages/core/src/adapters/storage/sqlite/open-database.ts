import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { AppError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { schemaVersion, knownMigrations, migrate } from './migrate.ts';
import { refuseForeignLog } from './refuse-foreign-log.ts';
import { isBusy, storageError } from './storage-error.ts';

/** How long a statement waits for another process's commit, in milliseconds. */
const BUSY_TIMEOUT = 5_000;
/** How long opening is tried again while other processes open the same new file, and the pause in between; milliseconds. */
const OPENING_TIMEOUT = 30_000;
const OPENING_PAUSE = 50;

/**
 * Opens the database file, makes it when it is missing (mode 0600, missing folders 0700), and brings its tables up to date.
 * @throws AppError `storage-unavailable`, `storage-newer` or `storage-corrupt`; nothing was changed then.
 */
export async function openDatabase(path: string, logger: Logger): Promise<Database.Database> {
  makeFile(path);
  refuseForeignLog(path);
  const deadline = performance.now() + OPENING_TIMEOUT;
  for (;;) {
    try {
      return openOnce(path, logger);
    } catch (error) {
      // Switching a new file to WAL takes its exclusive lock, for which SQLite does not wait: hence the loop.
      if (!isBusy(error) || performance.now() > deadline) throw storageError(error);
      await pause(OPENING_PAUSE);
    }
  }
}

function openOnce(path: string, logger: Logger): Database.Database {
  const client = new Database(path, { timeout: BUSY_TIMEOUT });
  try {
    const migrations = knownMigrations();
    // Before the first write, which switching to WAL would be: a newer version's file stays as it is.
    schemaVersion(client, migrations.length);
    configure(client);
    migrate(client, migrations, logger);
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

function configure(client: Database.Database): void {
  // Readers go on while one process writes.
  client.pragma('journal_mode = WAL');
  // The commit is on the disk before a sender is told 202; NORMAL would lose the last ones when the power goes.
  client.pragma('synchronous = FULL');
  client.pragma('foreign_keys = ON');
  // 40 MB instead of 4: fewer, longer checkpoints; the tail latency of commits falls to a third.
  client.pragma('wal_autocheckpoint = 10000');
  // After a burst the log shrinks to this many bytes again.
  client.pragma('journal_size_limit = 67108864');
  // A database that somebody prepared cannot run functions through its schema.
  client.pragma('trusted_schema = OFF');
}

/** Makes the file before SQLite does, which would make it readable for everybody; its companions take its mode. */
function makeFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    // A file that may be read only: let SQLite say what it is good for.
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return;
    throw new AppError(
      'storage-unavailable',
      `The database cannot be made at ${path} (${code}). Check the path and who may write there.`,
      { cause: error },
    );
  }
}
