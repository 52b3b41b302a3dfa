import pg from 'pg';
import { AppError } from '../../../kernel/errors.ts';
import { silentLogger, type Logger } from '../../../kernel/logger.ts';
import { clientOptions } from './client-options.ts';
import { isConnectionLost, isContention, isTimeout, postgresError } from './postgres-error.ts';
import type { PostgresTarget } from './postgres-url.ts';
import { sessionOf, type Session } from './session.ts';

/** How often an operation is begun when others are in its way. */
const TRIES = 6;
/** Serializes what changes the configuration: two numbers of Postern's own, of which the second tells the lock's purpose. */
const CONFIGURATION_LOCK = 'SELECT pg_advisory_xact_lock(1886352500, 1)';

/** The ways in which stores use the database. Whatever they throw is an AppError whose text says what to do. */
export interface PostgresConnection {
  /**
   * Runs `work` in one transaction (READ COMMITTED): durable when the promise resolves, nothing of it stored when it
   * rejects. `work` may run again, when another transaction was in the way.
   */
  write<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /**
   * {@link PostgresConnection.write} for what looks before it changes: one after the other in the whole database, so that
   * what `work` reads stays true until it ends. For what people do, not for what every report and delivery does.
   */
  change<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Runs `work` on one consistent state of the database. */
  read<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Runs a `work` of one statement, which needs no transaction around it. */
  ask<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Called after each {@link PostgresConnection.change}, however it ended. */
  onChange(listener: () => void): void;
  close(): Promise<void>;
}

/** A pool of connections to the database; the first is made when the first is needed. */
export function postgresConnection(
  target: PostgresTarget,
  logger: Logger = silentLogger,
): PostgresConnection {
  const { pool, begin } = openPool(target, logger);
  const listeners: (() => void)[] = [];
  let closing: Promise<void> | null = null;

  /** One connection that answers to `first`, the opening statement. One that broke while it lay idle is replaced. */
  const connected = async (first: string | null): Promise<pg.PoolClient> => {
    for (let attempt = 1; ; attempt += 1) {
      const client = await pool.connect();
      try {
        if (first !== null) await client.query(first);
        return client;
      } catch (error) {
        client.release(true);
        if (attempt > target.pool || !isConnectionLost(error) || isTimeout(error)) throw error;
      }
    }
  };

  const transaction = async <T>(opening: string, work: (session: Session) => Promise<T>): Promise<T> => {
    const client = await connected(opening);
    let broken = false;
    try {
      const result = await work(sessionOf(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      broken = isConnectionLost(error) || !(await rolledBack(client));
      throw error;
    } finally {
      client.release(broken);
    }
  };

  const guarded = async <T>(operation: () => Promise<T>): Promise<T> => {
    if (closing !== null) throw new AppError('storage-unavailable', 'The storage is closed.');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await operation();
      } catch (error) {
        if (attempt >= TRIES || !isContention(error)) throw postgresError(error);
      }
    }
  };

  return {
    write: (work) => guarded(() => transaction(begin.write, work)),
    change: (work) =>
      guarded(() => transaction(`${begin.write}; ${CONFIGURATION_LOCK}`, work)).finally(() => {
        for (const listener of listeners) listener();
      }),
    read: (work) => guarded(() => transaction(begin.read, work)),
    ask: (work) =>
      guarded(async () => {
        // Reading twice does no harm: one that meets a dead connection is asked again on another.
        for (let attempt = 1; ; attempt += 1) {
          const client = await pool.connect();
          try {
            const answer = await work(sessionOf(client));
            client.release();
            return answer;
          } catch (error) {
            const lost = isConnectionLost(error);
            client.release(lost);
            if (!lost || attempt > target.pool || isTimeout(error)) throw error;
          }
        }
      }),
    onChange: (listener) => void listeners.push(listener),
    close: () => (closing ??= pool.end()),
  };
}

function openPool(target: PostgresTarget, logger: Logger) {
  const { statementTimeout } = target;
  const pool = new pg.Pool({
    ...clientOptions(target),
    max: target.pool,
    types,
  });
  // A connection that breaks while it lies idle: the pool has dropped it already.
  pool.on('error', (error) => logger.warn({ problem: error.message }, 'a connection to the database broke'));
  // And while it is in use: whatever waits for an answer fails with the same error, and nobody else is to.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // Set inside each transaction, since poolers in transaction mode neither keep settings nor take them when connecting.
  const settings = `SET LOCAL statement_timeout = ${statementTimeout}; SET LOCAL idle_in_transaction_session_timeout = ${statementTimeout}`;
  return {
    pool,
    begin: {
      write: `BEGIN ISOLATION LEVEL READ COMMITTED; ${settings}`,
      read: `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${settings}`,
    },
  };
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

/** Whole numbers of 64 bits as numbers: counts and epoch milliseconds are far from 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.INT8
      ? Number
      : (pg.types.getTypeParser(type, format) as (text: string) => unknown),
};
