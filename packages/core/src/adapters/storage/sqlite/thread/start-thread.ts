import { Worker } from 'node:worker_threads';
import { AppError, toAppError } from '../../../../kernel/errors.ts';
import type { Logger } from '../../../../kernel/logger.ts';
import { errorFromData } from './error-as-data.ts';
import type { PortName, ThreadCall, ThreadMessage, ThreadStart, WholeName } from './thread-messages.ts';

const PROGRAM = new URL('storage-thread.js', import.meta.url);

/** What is asked of the thread. */
type Asked =
  | { readonly port: PortName; readonly method: string; readonly values: readonly unknown[] }
  | { readonly port: null; readonly method: WholeName; readonly values: readonly unknown[] };

/** A thread with an open database. */
export interface StorageThread {
  readonly methods: Readonly<Record<PortName, readonly string[]>>;
  /** @throws AppError as the storage does; `storage-unavailable` when the thread ends first. */
  ask(asked: Asked): Promise<unknown>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
}

/**
 * Starts a thread and waits until it has opened the database.
 * @param options.onEnd told when it has ended, for whatever reason
 * @throws AppError as `openSqliteStorage` does; then there is no thread
 */
export function startThread(
  start: ThreadStart,
  { logger, onEnd }: { readonly logger: Logger; readonly onEnd: () => void },
): Promise<StorageThread> {
  const worker = new Worker(PROGRAM, { workerData: start, name: 'storage' });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  function ask(asked: Asked): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = (lastId += 1);
      try {
        worker.postMessage({ id, ...asked } satisfies ThreadCall);
        waiting.set(id, { resolve, reject });
      } catch (error) {
        // It holds something that is no data.
        reject(toAppError(error));
      }
    });
  }

  function take(id: number): Waiting | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    return one;
  }

  return new Promise((resolve, reject) => {
    worker.on('message', (message: ThreadMessage) => {
      switch (message.kind) {
        case 'opened':
          resolve({ methods: message.methods, ask });
          break;
        case 'refused':
          reject(errorFromData(message.error));
          break;
        case 'answer':
          take(message.id)?.resolve(message.value);
          break;
        case 'failure':
          take(message.id)?.reject(errorFromData(message.error));
          break;
        case 'log':
          logger[message.level](message.fields, message.message);
          break;
        default:
          message satisfies never;
      }
    });
    let defect: unknown;
    worker.on('error', (error: unknown) => {
      defect = error;
    });
    worker.on('exit', () => {
      const error = ended(defect);
      if (defect !== undefined) logger.error({ error: error.detail }, 'the database’s thread has ended');
      reject(error);
      for (const one of waiting.values()) one.reject(error);
      waiting.clear();
      onEnd();
    });
  });
}

function ended(defect: unknown): AppError {
  const detail = defect instanceof Error ? (defect.stack ?? defect.message) : 'The thread has ended.';
  return new AppError('storage-unavailable', 'The database’s thread has ended. Try again.', { detail });
}
