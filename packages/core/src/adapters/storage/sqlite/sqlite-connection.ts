import type { Database } from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { drizzle } from './drizzle.ts';
import { AppError } from '../../../kernel/errors.ts';
import { storageError } from './storage-error.ts';

/** An open database and the two ways in which stores use it. */
export interface SqliteConnection {
  readonly client: Database;
  readonly orm: BetterSQLite3Database;
  /**
   * Runs `work` in one transaction: durable when the promise resolves, nothing of it stored when it rejects. The
   * transaction is IMMEDIATE, since one that turns from reading to writing fails at once when another process writes.
   * @throws AppError whose text says what to do.
   */
  write<T>(work: () => T): Promise<T>;
  /** Runs `work` on one consistent state of the database. @throws AppError as {@link SqliteConnection.write} does. */
  read<T>(work: () => T): Promise<T>;
  /** Runs a `work` of one statement, which needs no transaction around it. @throws AppError as {@link SqliteConnection.write} does. */
  ask<T>(work: () => T): Promise<T>;
}

/** Puts the stores' ways of use around an open database. */
export function sqliteConnection(client: Database): SqliteConnection {
  // Made once: better-sqlite3 prepares BEGIN, COMMIT and ROLLBACK for each wrapped function.
  const transaction = client.transaction((work: () => unknown) => work());
  const run = async <T>(work: () => T): Promise<T> => {
    if (!client.open) throw new AppError('storage-unavailable', 'The storage is closed.');
    try {
      return work();
    } catch (error) {
      throw storageError(error);
    }
  };
  return {
    client,
    orm: drizzle(client),
    write: <T>(work: () => T) => run(() => transaction.immediate(work) as T),
    read: <T>(work: () => T) => run(() => transaction.deferred(work) as T),
    ask: run,
  };
}
