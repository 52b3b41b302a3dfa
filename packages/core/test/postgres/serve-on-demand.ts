import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startPostgresServer, type PostgresServer } from '../../src/testing/postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where to ask for the PostgreSQL server of this run. */
    readonly postgresOnDemand: string;
  }
}

/** A server that runs, and how to end it. */
type Running = Pick<PostgresServer, 'url' | 'close'>;

let running: Promise<Running> | null = null;
const onDemand = createServer((_request, response) => {
  running ??= start();
  running.then(
    ({ url }) => response.end(url),
    (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
  );
});

/**
 * One PostgreSQL server for all tests of a run, started when the first of them asks for it: runs that need none do not wait
 * for one. `TEST_DATABASE_URL` names another server; its user must be allowed to create databases and be a superuser.
 */
export async function setup(project: TestProject): Promise<void> {
  project.provide('postgresOnDemand', await addressOf(onDemand));
}

/** Stops the server at the end of the run. */
export async function teardown(): Promise<void> {
  onDemand.close();
  onDemand.closeAllConnections();
  await running?.then(
    ({ close }) => close(),
    () => undefined,
  );
}

async function start(): Promise<Running> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined) return { url: given, close: () => Promise.resolve() };
  try {
    return await startPostgresServer();
  } catch (error) {
    throw new Error(
      `${String(error)}\nName one in TEST_DATABASE_URL, as postgres://superuser:password@host/postgres.`,
      { cause: error },
    );
  }
}

function addressOf(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    );
  });
}
