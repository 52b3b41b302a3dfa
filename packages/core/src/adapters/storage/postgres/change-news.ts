import pg from 'pg';
import type { Logger } from '../../../kernel/logger.ts';
import { STORAGE_CHANGES, type StorageChange } from '../../../kernel/storage-change.ts';
import { changeChannel } from './change-channel.ts';
import { clientOptions } from './client-options.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import type { PostgresHosts, PostgresTarget } from './postgres-url.ts';

/** Pauses between attempts to listen again, in milliseconds: the first, doubling up to the longest. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;

/** Tells other processes of changes, and hears of theirs. Nothing depends on it but how soon: whoever hears nothing looks by itself. */
export interface ChangeNews {
  /**
   * Tells the others that deliveries are due: after they were committed, and on its own, since commits that tell something
   * wait for each other until they are on the disk, which intake cannot afford. Several at once are told as one.
   */
  tellOfDeliveries(): void;
  /** Calls the listener for each change that is told, and for every kind of change when some may have been missed. */
  subscribe(listener: (change: StorageChange) => void): () => void;
  /** Calls the listener for changes of the configuration, once somebody has subscribed. */
  onConfiguration(listener: () => void): void;
  close(): Promise<void>;
}

/** News over LISTEN and NOTIFY. The connection to hear them is made with the first listener. */
export function changeNews(
  connection: PostgresConnection,
  { target, logger }: { readonly target: PostgresTarget; readonly logger: Logger },
): ChangeNews {
  const listeners = new Set<(change: StorageChange) => void>();
  let ear: Ear | null = null;
  let telling: Promise<void> | null = null;
  let again = false;
  let closed = false;

  const onConfiguration: (() => void)[] = [];

  const hear = (change: StorageChange): void => {
    // First, so that a listener who asks for the version gets the new one.
    if (change === 'configuration') for (const listener of onConfiguration) listener();
    for (const listener of listeners) listener(change);
  };

  const tellAll = async (): Promise<void> => {
    try {
      do {
        again = false;
        await connection.ask(({ orm }) => orm.execute(changeChannel.notify('deliveries-due')));
      } while (again as boolean);
    } catch (error) {
      logger.debug(
        { problem: String(error) },
        'other processes were not told of a change, they find it by themselves',
      );
    } finally {
      telling = null;
    }
  };

  return {
    tellOfDeliveries() {
      if (closed) return;
      again = telling !== null;
      telling ??= tellAll();
    },
    subscribe(listener) {
      listeners.add(listener);
      if (target.listen !== null && !closed) {
        ear ??= openEar({ target, hosts: target.listen, logger, hear });
      }
      return () => void listeners.delete(listener);
    },
    onConfiguration: (listener) => void onConfiguration.push(listener),
    async close() {
      closed = true;
      listeners.clear();
      await telling;
      await ear?.close();
    },
  };
}

/** A connection that listens, for as long as it takes. */
interface Ear {
  close(): Promise<void>;
}

function openEar({
  target,
  hosts: [first, ...others],
  logger,
  hear,
}: {
  readonly target: PostgresTarget;
  readonly hosts: PostgresHosts;
  readonly logger: Logger;
  readonly hear: (change: StorageChange) => void;
}): Ear {
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let pause = FIRST_PAUSE;
  let closed = false;
  /** The next first: a replica refuses to listen, and so does a host that is gone. */
  let hosts: PostgresHosts = [first, ...others];

  const lose = (lost: pg.Client, problem: string): void => {
    if (client !== lost) return;
    client = null;
    lost.end().catch(() => undefined);
    if (closed) return;
    const [tried, ...rest] = hosts;
    hosts = [...rest, tried] as unknown as PostgresHosts;
    logger.warn(
      { problem, retryIn: pause },
      'not hearing of other processes’ changes, looking for them instead',
    );
    retry = setTimeout(connect, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  };

  const listen = async (fresh: pg.Client): Promise<void> => {
    try {
      await fresh.connect();
      await fresh.query(changeChannel.listen);
      pause = FIRST_PAUSE;
      // What was told while nobody listened is not told again.
      STORAGE_CHANGES.forEach(hear);
    } catch (error) {
      lose(fresh, error instanceof Error ? error.message : String(error));
    }
  };

  const connect = (): void => {
    const fresh = new pg.Client({
      ...clientOptions(target, hosts[0]),
      application_name: 'postern listening',
    });
    client = fresh;
    fresh.on('notification', ({ payload }) => {
      const change = changeChannel.changeOf(payload);
      if (change !== undefined) hear(change);
    });
    fresh.on('error', ({ message }) => lose(fresh, message));
    fresh.on('end', () => lose(fresh, 'the connection ended'));
    void listen(fresh);
  };

  connect();
  return {
    async close() {
      closed = true;
      if (retry !== null) clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
