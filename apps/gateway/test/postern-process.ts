import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually } from '@postern/core/testing';
import { onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../bin/postern.js', import.meta.url));

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** `postern serve`, or another role, as a process of its own, as in production. */
export class PosternProcess {
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcess;
  #output = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        resolve({ code, signal });
      });
    });
    const onText = (text: string): void => void (this.#output += text);
    child.stdout?.setEncoding('utf8').on('data', onText);
    child.stderr?.setEncoding('utf8').on('data', onText);
  }

  /**
   * Starts one and waits until it says that it is ready. It ends with the test at the latest.
   * @param how `words` after `postern`, what `sh` is to do before it becomes the process, such as setting limits, and which
   * version of it, where it is not this one.
   */
  static async start(
    environment: Readonly<Record<string, string>>,
    {
      words = ['serve'],
      shell = '',
      main = MAIN,
    }: { readonly words?: readonly string[]; readonly shell?: string; readonly main?: string } = {},
  ): Promise<PosternProcess> {
    const child = spawn('/bin/sh', ['-c', `${shell} exec "$0" "$@"`, process.execPath, main, ...words], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const started = new PosternProcess(child);
    const isReady = () => started.output.includes('"msg":"Ready"');
    await Promise.race([started.ended, eventually('it is ready', isReady, { within: 60_000 })]);
    if (!isReady())
      throw new Error(`postern ${words.join(' ')} ended before it was ready:\n${started.output}`);
    return started;
  }

  /** Where it listens. */
  get url(): string {
    const url = /"url":"([^"]+)".*"msg":"Ready"/.exec(this.#output)?.[1];
    if (url === undefined) throw new Error('It listens nowhere.');
    return url;
  }

  /** All that it wrote so far. */
  get output(): string {
    return this.#output;
  }

  /** Sends the signal, and waits for nothing. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(signal);
  }

  /** Sends the signal and waits for the end. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<ProcessEnd> {
    this.#child.kill(signal);
    return this.ended;
  }
}
