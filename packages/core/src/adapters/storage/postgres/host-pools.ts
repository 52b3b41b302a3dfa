import pg from 'pg';
import type { Logger } from '../../../kernel/logger.ts';
import { clientOptions } from './client-options.ts';
import { isReadOnly } from './postgres-error.ts';
import type { PostgresTarget } from './postgres-url.ts';

/** Connections to that one of the database's hosts which can be written to. */
export interface HostPools {
  /**
   * A connection to the host that the last one went to, or else to the next of them that can be written to.
   * @throws what the driver says; of several hosts that a replica answered, if one did.
   */
  connect(): Promise<pg.PoolClient>;
  /** The host of this connection is no good any more: the next connection is looked for at another, where there is one. */
  turnFrom(client: pg.PoolClient): void;
  close(): Promise<void>;
}

/**
 * A pool for each host, of which one is in use at a time. With several hosts, each new connection is asked whether it can
 * write: after a fail-over the old primary may be there again, as a replica.
 */
export function hostPools(target: PostgresTarget, logger: Logger): HostPools {
  const isOneOfSeveral = target.hosts.length > 1;
  const pools = target.hosts.map((host) => {
    const pool = new pg.Pool({
      ...clientOptions(target, host),
      max: target.pool,
      types,
      ...(isOneOfSeveral ? { verify: refuseReadOnly } : {}),
    });
    // A connection that breaks while it lies idle: the pool has dropped it already.
    pool.on('error', (error) =>
      logger.warn({ problem: error.message }, 'a connection to the database broke'),
    );
    // And while it is in use: whatever waits for an answer fails with the same error, and nobody else is to.
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  });
  const poolOf = new WeakMap<pg.PoolClient, pg.Pool>();
  let current = 0;

  const turn = (from: pg.Pool | undefined): void => {
    if (!isOneOfSeveral || pools[current] !== from) return;
    current = (current + 1) % pools.length;
    const host = target.hosts[current];
    logger.warn({ host: host?.host, port: host?.port }, 'looking for the database at its next host');
  };

  return {
    async connect() {
      let refusal: unknown = null;
      for (const pool of [...pools.slice(current), ...pools.slice(0, current)]) {
        try {
          const client = await pool.connect();
          poolOf.set(client, pool);
          return client;
        } catch (error) {
          // All of this process's connections are in use: another host has no more of them.
          if (isWaiting(error)) throw error;
          if (!isReadOnly(refusal)) refusal = error;
          turn(pool);
        }
      }
      throw refusal;
    },
    turnFrom: (client) => turn(poolOf.get(client)),
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
}

/** In the driver's words, for the pool to pass on; SQLSTATE 25006 as from a statement that writes. */
function refuseReadOnly(client: pg.PoolClient, done: (error?: Error) => void): void {
  client
    .query<{ transaction_read_only: string }>('SHOW transaction_read_only')
    .then(
      ({ rows }) =>
        rows[0]?.transaction_read_only === 'off'
          ? done()
          : done(Object.assign(new Error('No host can be written to'), { code: '25006' })),
      done,
    );
}

function isWaiting(error: unknown): boolean {
  return error instanceof Error && /timeout exceeded when trying to connect/.test(error.message);
}

/** Whole numbers of 64 bits as numbers: counts and epoch milliseconds are far from 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.INT8
      ? Number
      : (pg.types.getTypeParser(type, format) as (text: string) => unknown),
};
