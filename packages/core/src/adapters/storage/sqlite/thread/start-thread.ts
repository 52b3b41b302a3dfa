import { Worker } from 'node:worker_threads';
import { AppError, toAppError } from '../../../../kernel/errors.ts';
import type { Logger } from '../../../../kernel/logger.ts';
import { Places } from '../../../../kernel/places.ts';
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
  const waiting = new Places<Waiting>();

  function ask(asked: Asked): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = waiting.add({ resolve, reject });
      try {
        worker.postMessage({ id, ...asked } satisfies ThreadCall);
      } catch (error) {
        // It holds something that is no data.
        waiting.take(id)?.reject(toAppError(error));
      }
    });
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
          waiting.take(message.id)?.resolve(message.value);
          break;
        case 'failure':
          waiting.take(message.id)?.reject(errorFromData(message.error));
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
      for (const one of waiting.all()) one.reject(error);
      onEnd();
    });
  });
}

function ended(defect: unknown): AppError {
  const detail = defect instanceof Error ? (defect.stack ?? defect.message) : 'The thread has ended.';
  return new AppError('storage-unavailable', 'The database’s thread has ended. Try again.', { detail });
}
