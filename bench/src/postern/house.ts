import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { WebhookTarget } from '../http/webhook-bytes.ts';
import { furnish, type FurnishedSource, type Furnishing } from './furnish.ts';

/** The command that `npm install` puts there. */
const POSTERN = fileURLToPath(new URL('../../../node_modules/.bin/postern', import.meta.url));

const JUMPING_CLOCK = fileURLToPath(import.meta.resolve('@postern/core/testing/jumping-clock'));

/** Milliseconds for a start, on however busy a machine. */
const PATIENCE = 120_000;

/** A database that is set up, in a folder of its own, and what outlives each process over it. */
export interface House {
  readonly furnishing: Furnishing;
  /** Starts Postern as in production, and waits until it says that it is ready. Several share the database. */
  start(surroundings?: Surroundings): Promise<Serving>;
  /** Sets the clock of all that were or will be started with one that jumps: so many milliseconds beside the machine's. */
  setClock(shift: number): void;
  /** Kills what runs and forgets the database. */
  end(): void;
}

/** How one is to be: over a file of SQLite, unless a database is given. */
export type HouseOptions = Omit<Furnishing, 'databaseUrl' | 'keyFile'> & { readonly databaseUrl?: string };

/** What a process does: `serve`, which is both, unless told otherwise. */
export type Role = 'serve' | 'gateway' | 'worker';

const WORDS: Readonly<Record<Role, readonly string[]>> = {
  serve: ['serve'],
  gateway: ['serve', '--no-worker'],
  worker: ['worker'],
};

/** What it is to do, and what is odd about the machine that it runs on. */
export interface Surroundings {
  readonly role?: Role;
  /** Its clock is one that {@link House.setClock} and {@link Serving.setClock} set. */
  readonly clockJumps?: boolean;
  /** Bytes by which the log of the database may still grow before the disk is full. */
  readonly room?: number;
}

/** A process of Postern at work. */
export interface Serving {
  readonly pid: number;
  /** Where webhooks go; a worker answers monitors alone there. */
  readonly target: WebhookTarget;
  /** The second organization's source, where there is one. */
  readonly neighbour: WebhookTarget | null;
  /** Sets its own clock, where it has one that jumps. */
  setClock(shift: number): void;
  /** Stops it where it is (SIGSTOP), until it is thawed. */
  freeze(): void;
  thaw(): void;
  /** As `kill -9` does. */
  kill(): void;
  /** Lets it end in its own order. */
  stop(): Promise<void>;
}

/** Sets one up. Whatever comes, neither process nor database outlives this process. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'));
  const children = new Set<ChildProcess>();
  const clocks = new Set<(shift: number) => void>();
  let shiftOfAll = 0;
  const end = (): void => {
    process.off('exit', end);
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', end);
  try {
    const furnishing = {
      ...options,
      databaseUrl: options.databaseUrl ?? `file:${join(folder, 'postern.db')}`,
      keyFile: join(folder, 'postern.key'),
    };
    const { neighbour, ...source } = await furnish(furnishing);
    const start = async ({
      role = 'serve',
      clockJumps = false,
      room,
    }: Surroundings = {}): Promise<Serving> => {
      const preloaded = clockJumps ? ['--import', JUMPING_CLOCK] : [];
      const command = [process.execPath, ...preloaded, POSTERN, ...WORDS[role]];
      const clockFile = join(folder, `clock-${String(clocks.size)}`);
      const setClock = (shift: number): void => {
        writeFileSync(clockFile, String(shift));
      };
      clocks.add(setClock);
      setClock(shiftOfAll);
      const started = spawn('/bin/sh', ['-c', `${limitOf(folder, room)} exec "$@"`, 'sh', ...command], {
        env: {
          PATH: process.env.PATH,
          JUMPING_CLOCK: clockFile,
          POSTERN_DATABASE_URL: furnishing.databaseUrl,
          POSTERN_KEY_FILE: furnishing.keyFile,
          POSTERN_LISTEN: '127.0.0.1:0',
          POSTERN_WORKER_LISTEN: '127.0.0.1:0',
        },
        // What is printed for people, such as a claim code, is not for whoever measures.
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      children.add(started);
      started.once('exit', () => children.delete(started));
      const { hostname, port } = new URL(await readyUrl(started));
      const target = (one: FurnishedSource): WebhookTarget => ({
        host: hostname,
        port: Number(port),
        ...one,
      });
      return {
        pid: started.pid ?? 0,
        target: target(source),
        neighbour: neighbour === null ? null : target(neighbour),
        setClock,
        freeze: () => void started.kill('SIGSTOP'),
        thaw: () => void started.kill('SIGCONT'),
        kill: () => void started.kill('SIGKILL'),
        stop: () =>
          new Promise((resolve) => {
            started.once('exit', () => resolve());
            started.kill('SIGTERM');
          }),
      };
    };
    const setClock = (shift: number): void => {
      shiftOfAll = shift;
      for (const set of clocks) set(shift);
    };
    return { furnishing, start, setClock, end };
  } catch (error) {
    end();
    throw error;
  }
}

/**
 * What the shell does first. No file of the process may grow beyond a size, so that writing ends as at the end of the disk;
 * in blocks of 512 bytes (POSIX). The database itself is larger, which is no harm: what is committed goes to its log.
 */
function limitOf(folder: string, room: number | undefined): string {
  if (room === undefined) return '';
  const log = statSync(join(folder, 'postern.db-wal'), { throwIfNoEntry: false })?.size ?? 0;
  return `trap "" XFSZ; ulimit -f ${String(Math.ceil((log + room) / 512))};`;
}

/** Reads the log, to its end: a full pipe would stop the gateway. */
function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`Postern was not ready within ${String(PATIENCE)} ms.`));
    }, PATIENCE);
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('Postern ended before it was ready.'));
    });
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /"url":"([^"]+)".*"msg":"Ready"/.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
  });
}
