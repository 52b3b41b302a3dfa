import type pg from 'pg';
import type { PostgresHost, PostgresTarget } from './postgres-url.ts';

/** How one connection to that host of the target is made. */
export function clientOptions(target: PostgresTarget, { host, port }: PostgresHost): pg.ClientConfig {
  const { database, user, password, ssl, connectTimeout, statementTimeout } = target;
  return {
    host,
    port,
    database,
    user,
    ...(password === null ? {} : { password: password.expose() }),
    ssl,
    application_name: 'postern',
    connectionTimeoutMillis: connectTimeout,
    // The server stops a statement first; this is for a server or a network that does not answer at all.
    ...(statementTimeout === 0 ? {} : { query_timeout: statementTimeout + 5_000 }),
    keepAlive: true,
    // A statement is sent without waiting for the answer to the one before; they run in order all the same.
    pipeline: true,
  };
}
