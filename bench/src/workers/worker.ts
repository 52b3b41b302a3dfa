import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const reply = z.union([z.strictObject({ ok: z.unknown() }), z.strictObject({ error: z.string() })]);

/** A helper process of the bench, asked one thing at a time. */
export class Worker {
  readonly pid: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, pid: number) {
    this.#child = child;
    this.pid = pid;
  }

  /** Starts `processes/<name>.ts`; it ends with this process at the latest. */
  static start(name: string): Worker {
    const path = fileURLToPath(new URL(`../processes/${name}.ts`, import.meta.url));
    // Advanced: bytes and large arrays cross as they are.
    const child = fork(path, { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    if (child.pid === undefined) throw new Error(`The process ${name} did not start.`);
    return new Worker(child, child.pid);
  }

  /**
   * Asks, and waits for the answer.
   * @throws Error when it fails, ends, or takes longer than `within` milliseconds.
   */
  async ask<T>(question: object, answer: z.ZodType<T>, within: number): Promise<T> {
    const message = await new Promise<unknown>((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        this.#child.off('message', take).off('exit', fail);
      };
      const take = (said: unknown): void => {
        stop();
        resolve(said);
      };
      const fail = (): void => {
        stop();
        reject(
          new Error(`No answer within ${String(within)} ms to ${JSON.stringify(question).slice(0, 80)}`),
        );
      };
      const timer = setTimeout(fail, within);
      this.#child.once('message', take).once('exit', fail);
      this.#child.send(question);
    });
    const said = reply.parse(message);
    if ('error' in said) throw new Error(said.error);
    return answer.parse(said.ok);
  }

  /** Ends the process at once. */
  end(): void {
    this.#child.kill('SIGKILL');
  }
}
