import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Where `tools/pgbouncer.sh` unpacks one. */
const PROGRAM = '/opt/postern-pgbouncer/pgbouncer';

/** Why no pooler can be started here; null when one can. */
export const NO_PGBOUNCER: string | null = existsSync(PROGRAM)
  ? null
  : `There is no PgBouncer: tools/pgbouncer.sh unpacks one to ${PROGRAM}.`;

/** Poolers in transaction mode, which go away with the tests of the surrounding block. */
export interface Poolers {
  /** The URL of the same database through a pooler that keeps so many prepared statements for each of its connections. */
  through(url: string, maxPreparedStatements: number): Promise<string>;
}

/** Starts each with the first database that is asked for through it: few connections, so that transactions change them. */
export function usePgBouncer(): Poolers {
  const ports = new Map<number, Promise<number>>();
  const running: ChildProcess[] = [];
  const folders: string[] = [];

  const start = async (database: URL, maxPreparedStatements: number): Promise<number> => {
    const folder = await mkdtemp(join(tmpdir(), 'postern-pgbouncer-'));
    folders.push(folder);
    const port = await freePort();
    const { hostname, port: databasePort, username, password } = database;
    const settings = [
      '[databases]',
      `* = host=${hostname} port=${databasePort} user=${username} password=${password}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${String(port)}`,
      'unix_socket_dir =',
      'auth_type = any',
      'pool_mode = transaction',
      'default_pool_size = 3',
      `max_prepared_statements = ${String(maxPreparedStatements)}`,
    ];
    await writeFile(join(folder, 'pgbouncer.ini'), settings.join('\n'));
    await chmod(folder, 0o755);
    // It refuses to run as root.
    const identity = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const pooler = spawn(PROGRAM, [join(folder, 'pgbouncer.ini')], { ...identity, stdio: 'pipe' });
    running.push(pooler);
    let said = '';
    await new Promise<void>((resolve, reject) => {
      pooler.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('process up')) resolve();
      });
      pooler.once('error', reject);
      pooler.once('exit', () => {
        reject(new Error(`PgBouncer did not start: ${said}`));
      });
    });
    return port;
  };

  afterAll(async () => {
    for (const pooler of running) {
      const ended = once(pooler, 'exit');
      if (pooler.exitCode === null && pooler.kill('SIGQUIT')) await ended;
    }
    for (const folder of folders) await rm(folder, { recursive: true });
  });
  return {
    async through(url, maxPreparedStatements) {
      const through = new URL(url);
      let port = ports.get(maxPreparedStatements);
      if (port === undefined) {
        port = start(through, maxPreparedStatements);
        ports.set(maxPreparedStatements, port);
      }
      through.port = String(await port);
      return through.href;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
