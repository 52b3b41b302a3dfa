import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** `postern serve` as a process of its own, as in production. */
export class ServeProcess {
  readonly url: string;
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcess;

  private constructor(
    child: ChildProcess,
    parts: { readonly url: string; readonly ended: Promise<ProcessEnd> },
  ) {
    this.#child = child;
    this.url = parts.url;
    this.ended = parts.ended;
  }

  /**
   * Starts one and waits until it says that it is ready. It ends with the test at the latest.
   * @param shell what `sh` is to do before it becomes the process, such as setting limits.
   */
  static async start(environment: Readonly<Record<string, string>>, shell = ''): Promise<ServeProcess> {
    const child = spawn('/bin/sh', ['-c', `${shell} exec "$0" "$1" serve`, process.execPath, MAIN], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const ended = new Promise<ProcessEnd>((resolve) => {
      child.once('exit', (code, signal) => {
        resolve({ code, signal });
      });
    });
    return new ServeProcess(child, { url: await readyUrl(child), ended });
  }

  /** Sends the signal and waits for the end. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<ProcessEnd> {
    this.#child.kill(signal);
    return this.ended;
  }
}

/** The address in the line that says "Ready". */
function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const onText = (text: string): void => {
      output += text;
      const url = /"url":"([^"]+)".*"msg":"Ready"/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.setEncoding('utf8').on('data', onText);
    child.stderr?.setEncoding('utf8').on('data', onText);
    child.once('exit', () => {
      reject(new Error(`serve ended before it was ready:\n${output}`));
    });
  });
}
