import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { WebhookTarget } from '../http/webhook-bytes.ts';
import { monotonic } from '../monotonic.ts';
import { furnish } from './furnish.ts';

/** The command that `npm install` puts there. */
const POSTERN = fileURLToPath(new URL('../../../node_modules/.bin/postern', import.meta.url));

/** Milliseconds for a start, on however busy a machine. */
const PATIENCE = 40_000;

/** `postern serve` as in production: a process of its own over a database of its own. */
export interface RunningPostern {
  readonly pid: number;
  readonly target: WebhookTarget;
  /** Milliseconds from its start until it said that it was ready to everyone who asks. */
  readonly ready: number;
  /** Ends it at once and forgets its database. */
  end(): void;
}

/** How one is to be. */
export interface PosternOptions {
  readonly smtpPort: number;
  /** Accept and hold: for measuring intake alone. */
  readonly holdMail: boolean;
}

/** Sets one up and starts it. Whatever comes, neither process nor database outlives this process. */
export async function startPostern(options: PosternOptions): Promise<RunningPostern> {
  const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'));
  let child: ChildProcess | null = null;
  const end = (): void => {
    process.off('exit', end);
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', end);
  try {
    const databaseUrl = `file:${join(folder, 'postern.db')}`;
    const keyFile = join(folder, 'postern.key');
    const source = await furnish({ ...options, databaseUrl, keyFile });
    const started = monotonic();
    child = spawn(process.execPath, [POSTERN, 'serve'], {
      env: {
        PATH: process.env.PATH,
        POSTERN_DATABASE_URL: databaseUrl,
        POSTERN_KEY_FILE: keyFile,
        POSTERN_LISTEN: '127.0.0.1:0',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = new URL(await readyUrl(child));
    if (!(await fetch(new URL('/readyz', url))).ok) throw new Error('Postern says that it is not ready.');
    const target = { host: url.hostname, port: Number(url.port), ...source };
    return { pid: child.pid ?? 0, target, ready: monotonic() - started, end };
  } catch (error) {
    end();
    throw error;
  }
}

/** Reads the log, to its end: a full pipe would stop the gateway. */
function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`Postern was not ready within ${String(PATIENCE)} ms.`));
    }, PATIENCE);
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('Postern ended while it was being measured.'));
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
