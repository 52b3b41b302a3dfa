import type pg from 'pg';
import { AppError } from '../../../kernel/errors.ts';
import { silentLogger, type Logger } from '../../../kernel/logger.ts';
import { hostPools } from './host-pools.ts';
import { isConnectionLost, isContention, isReadOnly, isTimeout, postgresError } from './postgres-error.ts';
import type { PostgresTarget } from './postgres-url.ts';
import { failureOf, sessionOf, type Session } from './session.ts';

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

/** Pooled connections to the database; the first is made when the first is needed. */
export function postgresConnection(
  target: PostgresTarget,
  logger: Logger = silentLogger,
): PostgresConnection {
  const pools = hostPools(target, logger);
  const begin = openings(target);
  const listeners: (() => void)[] = [];
  let closing: Promise<void> | null = null;

  const drop = (client: pg.PoolClient, error: unknown): void => {
    client.release(true);
    // A host that fell silent, or one that others write to no more.
    if (isTimeout(error) || isReadOnly(error)) pools.turnFrom(client);
  };

  /** One try. The opening goes along with the first statement; COMMIT only once the opening has been answered. */
  const attempted = async <T>(
    client: pg.PoolClient,
    opening: string,
    work: (session: Session) => Promise<T>,
  ): Promise<Attempt<T>> => {
    const session = sessionOf(client);
    const begun = failureOf(client.query(opening));
    try {
      const result = await work(session);
      const unopened = await begun;
      if (unopened !== null) throw unopened;
      const committed = failureOf(client.query('COMMIT'));
      const failure = (await session.answered()) ?? (await committed);
      if (failure !== null) throw failure;
      client.release();
      return { kind: 'committed', result };
    } catch (thrown) {
      const unopened = await begun;
      // What failed first: all that comes after it in a transaction only says that it is over.
      const error = unopened ?? (await session.answered()) ?? thrown;
      if (isUseless(error) || !(await rolledBack(client))) drop(client, error);
      else client.release();
      return { kind: unopened === null ? 'failed' : 'unopened', error };
    }
  };

  const transaction = async <T>(opening: string, work: (session: Session) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await attempted(await pools.connect(), opening, work);
      if (outcome.kind === 'committed') return outcome.result;
      const { kind, error } = outcome;
      // A connection that broke while it lay idle is replaced: nothing was stored, since nothing was committed.
      const isReplaced = kind === 'unopened' && isConnectionLost(error) && !isTimeout(error);
      if (!isReplaced || attempt > target.pool) throw error;
    }
  };

  const guarded = async <T>(operation: () => Promise<T>): Promise<T> => {
    if (closing !== null) throw new AppError('storage-unavailable', 'The storage is closed.');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await operation();
      } catch (error) {
        // Nothing was stored on a replica: at another host it may be.
        const isElsewhere = target.hosts.length > 1 && isReadOnly(error);
        if (attempt >= TRIES || !(isContention(error) || isElsewhere)) throw postgresError(error);
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
          const client = await pools.connect();
          try {
            const answer = await work(sessionOf(client));
            client.release();
            return answer;
          } catch (error) {
            if (isUseless(error)) drop(client, error);
            else client.release();
            if (!isConnectionLost(error) || attempt > target.pool || isTimeout(error)) throw error;
          }
        }
      }),
    onChange: (listener) => void listeners.push(listener),
    close: () => (closing ??= pools.close()),
  };
}

/** What one try of a transaction came to; `unopened`: not even its opening was answered. */
type Attempt<T> =
  | { readonly kind: 'committed'; readonly result: T }
  | { readonly kind: 'failed' | 'unopened'; readonly error: unknown };

/** Set inside each transaction, since poolers in transaction mode neither keep settings nor take them when connecting. */
function openings({ statementTimeout }: PostgresTarget): { readonly write: string; readonly read: string } {
  const settings = `SET LOCAL statement_timeout = ${statementTimeout}; SET LOCAL idle_in_transaction_session_timeout = ${statementTimeout}`;
  return {
    write: `BEGIN ISOLATION LEVEL READ COMMITTED; ${settings}`,
    read: `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${settings}`,
  };
}

/** Whether the connection is to be given up: it broke, or it leads to a database that is read-only. */
function isUseless(error: unknown): boolean {
  return isConnectionLost(error) || isReadOnly(error);
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}
