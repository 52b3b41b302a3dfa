import { getCompileCacheDir } from 'node:module';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../../kernel/errors.ts';
import { silentLogger, type Logger } from '../../../../kernel/logger.ts';
import type { Storage } from '../../../../storage.ts';
import { acceptAbroad, type AcceptAsData } from './accept-abroad.ts';
import { claimsAbroad, type OutboxAsData } from './claims-abroad.ts';
import { startThread, type StorageThread } from './start-thread.ts';
import { PORT_NAMES, UNKNOWN_VERSION, type PortName, type WholeName } from './thread-messages.ts';

/** Where the database lies, and whom its thread tells. */
export interface SqliteThreadOptions {
  /** The file, as a path or a `file:` URL; made when it is missing. */
  readonly path: string | URL;
  /** Told of migrations, of damaged records and of a thread that ended. Quiet by default. */
  readonly logger?: Logger;
}

type PortsAbroad = Pick<Storage, Exclude<PortName, 'intake' | 'outbox'>> & {
  readonly intake: AcceptAsData;
  readonly outbox: OutboxAsData;
};

/**
 * Opens the storage in one SQLite file in a thread of its own: this one goes on while that one computes, writes and waits
 * for the disk. Every call is a message there and one back. When the thread ends by a defect, what was asked fails with
 * `storage-unavailable`, stored or not, and the next call starts another one.
 * @throws AppError as `openSqliteStorage` does.
 */
export async function openSqliteThread({
  path,
  logger = silentLogger,
}: SqliteThreadOptions): Promise<Storage> {
  const version = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const versionCell = new Int32Array(version);
  const file = typeof path === 'string' ? path : fileURLToPath(path);
  let thread: Promise<StorageThread> | null = null;
  let isClosed = false;

  function running(): Promise<StorageThread> {
    if (isClosed) throw new AppError('storage-unavailable', 'The storage is closed.');
    const onEnd = (): void => {
      thread = null;
      Atomics.store(versionCell, 0, UNKNOWN_VERSION);
    };
    return (thread ??= startThread(
      { path: file, version, compileCache: getCompileCacheDir() },
      { logger, onEnd },
    ));
  }

  async function whole(method: WholeName, ...values: readonly unknown[]): Promise<unknown> {
    return (await running()).ask({ port: null, method, values });
  }

  const { methods } = await running();

  function portOf(port: PortName): unknown {
    const entries = methods[port].map((method) => [
      method,
      async (...values: readonly unknown[]) => (await running()).ask({ port, method, values }),
    ]);
    return Object.fromEntries(entries);
  }

  const ports = Object.fromEntries(PORT_NAMES.map((name) => [name, portOf(name)])) as unknown as PortsAbroad;

  return {
    ...ports,
    intake: { accept: acceptAbroad(ports.intake) },
    outbox: claimsAbroad(ports.outbox),

    // Asked for every request, so it must not wait for whatever the thread is at.
    async configurationVersion() {
      const known = Atomics.load(versionCell, 0);
      if (known !== UNKNOWN_VERSION && !isClosed) return known;
      return (await whole('configurationVersion')) as number;
    },
    check: async () => {
      await whole('check');
    },
    sealingKeyIds: async () => (await whole('sealingKeyIds')) as readonly string[],
    subscribe: null,
    backup: async (to) => {
      await whole('backup', to);
    },

    async close() {
      if (isClosed) return;
      const closing = whole('close');
      isClosed = true;
      await closing;
    },
  };
}
