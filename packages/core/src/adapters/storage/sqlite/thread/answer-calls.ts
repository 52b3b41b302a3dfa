import type { MessagePort } from 'node:worker_threads';
import { systemClock } from '../../../../kernel/clock.ts';
import type { LogFields, Logger } from '../../../../kernel/logger.ts';
import { openSqliteStorage } from '../open-sqlite-storage.ts';
import type { SqliteStorage } from '../sqlite-storage.ts';
import { claimsFromAbroad } from './claims-abroad.ts';
import { errorAsData } from './error-as-data.ts';
import { acceptFromAbroad } from './accept-abroad.ts';
import {
  PORT_NAMES,
  UNKNOWN_VERSION,
  type PortName,
  type ThreadCall,
  type ThreadMessage,
  type ThreadStart,
} from './thread-messages.ts';

/** How often a change of the configuration by another process is looked for, in milliseconds. */
const LOOK_EVERY = 100;

/** Ports that are asked all the time and change nothing of the configuration. */
const UNCHANGING: ReadonlySet<PortName> = new Set(['intake', 'outbox', 'events']);

type Method = (...values: readonly unknown[]) => Promise<unknown>;
type Ports = Readonly<Record<PortName, Readonly<Record<string, Method>>>>;

/**
 * Opens the storage in an SQLite file and answers each call that comes by the port, until it is asked to close. A file that
 * does not open is told of, and that is all.
 */
export async function answerCalls(mainThread: MessagePort, { path, version }: ThreadStart): Promise<void> {
  const say = (message: ThreadMessage): void => {
    mainThread.postMessage(message);
  };
  try {
    const logger = loggerThat(say);
    const storage = await openSqliteStorage({ path, clock: systemClock, logger });
    await answer(storage, { mainThread, say, versionCell: new Int32Array(version) });
  } catch (error) {
    say({ kind: 'refused', error: errorAsData(error) });
  }
}

function loggerThat(say: (message: ThreadMessage) => void): Logger {
  const as =
    (level: keyof Logger) =>
    (fields: LogFields, message: string): void => {
      say({ kind: 'log', level, fields, message });
    };
  return { debug: as('debug'), info: as('info'), warn: as('warn'), error: as('error') };
}

interface Line {
  readonly mainThread: MessagePort;
  readonly say: (message: ThreadMessage) => void;
  readonly versionCell: Int32Array;
}

async function answer(storage: SqliteStorage, { mainThread, say, versionCell }: Line): Promise<void> {
  const ports = {
    ...storage,
    intake: acceptFromAbroad(storage.intake),
    outbox: claimsFromAbroad(storage.outbox),
  } as unknown as Ports;
  const whole: Readonly<Record<string, Method>> = {
    configurationVersion: () => storage.configurationVersion(),
    check: () => storage.check(),
    sealingKeyIds: () => storage.sealingKeyIds(),
    backup: async (to) => storage.backup?.(String(to)),
    close: () => {
      clearInterval(looking);
      // What has been said still goes out, then the thread ends.
      setImmediate(() => {
        mainThread.close();
      });
      return storage.close();
    },
  };

  async function noteVersion(): Promise<void> {
    const now = await storage.configurationVersion().catch(() => UNKNOWN_VERSION);
    Atomics.store(versionCell, 0, now);
  }

  async function take({ id, port, method, values }: ThreadCall): Promise<void> {
    try {
      const value = await (port === null ? whole : ports[port])[method]?.(...values);
      // Whoever changed the configuration sees it changed.
      if (port !== null && !UNCHANGING.has(port)) await noteVersion();
      say({ kind: 'answer', id, value });
    } catch (error) {
      say({ kind: 'failure', id, error: errorAsData(error) });
    }
  }

  const looking = setInterval(() => void noteVersion(), LOOK_EVERY);
  await noteVersion();
  mainThread.on('message', (call: ThreadCall) => void take(call));
  const methods = Object.fromEntries(
    PORT_NAMES.map((name) => [name, Object.keys(ports[name])] as const),
  ) as Record<PortName, string[]>;
  say({ kind: 'opened', methods });
}
