import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { drizzle } from './drizzle.ts';
import { AppError } from '../../../kernel/errors.ts';
import { isBusy, storageError } from './storage-error.ts';

/** How long one try holds up this process while another one writes, in milliseconds. */
const TRY = 20;
/** The longest pause between two tries, in milliseconds. Short: SQLite has no line, and whoever asks seldom is passed over. */
const LONGEST_PAUSE = 8;
/** How long something waits for other processes in all, in milliseconds. */
const PATIENCE = 10_000;

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

/**
 * Puts the stores' ways of use around an open database. While another process writes, what has to wait is tried again and
 * again, and this process goes on meanwhile; its writes wait in the order in which they came.
 * @param options.patience milliseconds after which that is given up
 */
export function sqliteConnection(
  client: Database,
  { patience = PATIENCE }: { readonly patience?: number } = {},
): SqliteConnection {
  client.pragma(`busy_timeout = ${String(TRY)}`);
  // Made once: better-sqlite3 prepares BEGIN, COMMIT and ROLLBACK for each wrapped function.
  const transaction = client.transaction((work: () => unknown) => work());
  let lastInLine: Promise<unknown> | null = null;

  const run = async <T>(work: () => T, deadline = performance.now() + patience): Promise<T> => {
    for (let tries = 0; ; tries += 1) {
      if (!client.open) throw new AppError('storage-unavailable', 'The storage is closed.');
      try {
        return work();
      } catch (error) {
        // Whatever was in the way, nothing of `work` is stored.
        if (!isBusy(error) || performance.now() >= deadline) throw storageError(error);
      }
      await pause(1 + (tries % LONGEST_PAUSE));
    }
  };

  const write = <T>(work: () => T): Promise<T> => {
    const immediate = (): T => transaction.immediate(work) as T;
    const deadline = performance.now() + patience;
    const ahead = lastInLine;
    const outcome = ahead === null ? run(immediate, deadline) : ahead.then(() => run(immediate, deadline));
    const end = outcome.then(
      () => undefined,
      () => undefined,
    );
    lastInLine = end;
    void end.then(() => {
      if (lastInLine === end) lastInLine = null;
    });
    return outcome;
  };

  return {
    client,
    orm: drizzle(client),
    write,
    read: <T>(work: () => T) => run(() => transaction.deferred(work) as T),
    ask: (work) => run(work),
  };
}
