import { setTimeout as pause } from 'node:timers/promises';
import { monotonic } from '../monotonic.ts';
import { KeptConnection } from './kept-connection.ts';
import { completedJob, faultedJob, webhookBytes, type WebhookTarget } from './webhook-bytes.ts';

/** What is posted: `count` webhooks from number `first` on. */
export interface Load {
  readonly target: WebhookTarget;
  readonly first: number;
  readonly count: number;
  /** All are about the process of this number; each about one of its own unless given. */
  readonly about?: number | undefined;
  /** One in so many is a fault, and the others are jobs that ended as they should; all are faults unless given. */
  readonly mailEvery?: number | undefined;
  readonly connections: number;
}

/** How it was answered. Times by the machine's monotonic clock, in milliseconds. */
export interface LoadResult {
  readonly started: number;
  readonly ended: number;
  /** When each was sent, and how long its answer took, by the order of their numbers. */
  readonly sent: readonly number[];
  readonly took: readonly number[];
  /** Statuses other than 202, with how often each came. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Posts all at once: every connection posts the next as soon as it has its answer. */
export async function postAtOnce(load: Load): Promise<LoadResult> {
  const run = await openRun(load);
  const started = monotonic();
  let next = 0;
  await Promise.all(
    run.connections.map(async (connection) => {
      while (next < load.count) await run.post(connection, next++);
    }),
  );
  return run.end(started);
}

/** Posts at a steady rate, whether or not the answers keep up: what waits for a connection waits on the clock. */
export async function postSteadily(load: Load, perSecond: number): Promise<LoadResult> {
  const run = await openRun(load);
  const free = [...run.connections];
  const waiting: (() => void)[] = [];
  const started = monotonic();
  await Promise.all(
    Array.from({ length: load.count }, async (_, index) => {
      await pause(Math.max(0, started + (index * 1_000) / perSecond - monotonic()));
      let connection = free.pop();
      while (connection === undefined) {
        await new Promise<void>((resolve) => waiting.push(resolve));
        connection = free.pop();
      }
      await run.post(connection, index);
      free.push(connection);
      waiting.shift()?.();
    }),
  );
  return run.end(started);
}

async function openRun(load: Load) {
  const { target, first, count, connections } = load;
  const requests = Array.from({ length: count }, (_, index) =>
    webhookBytes(first + index, target, jobOf(first + index, load)),
  );
  const open = await Promise.all(Array.from({ length: connections }, () => KeptConnection.open(target)));
  const sent = new Array<number>(count).fill(0);
  const took = new Array<number>(count).fill(0);
  const refused: Record<string, number> = {};
  return {
    connections: open,
    async post(connection: KeptConnection, index: number): Promise<void> {
      const request = requests[index];
      if (request === undefined) return;
      const start = monotonic();
      const status = await connection.send(request);
      sent[index] = start;
      took[index] = monotonic() - start;
      if (status !== 202) refused[String(status)] = (refused[String(status)] ?? 0) + 1;
    },
    end(started: number): LoadResult {
      const ended = monotonic();
      for (const connection of open) connection.close();
      return { started, ended, sent, took, refused };
    },
  };
}

function jobOf(number: number, { about, mailEvery = 1 }: Load): object {
  return number % mailEvery === 0 ? faultedJob(number, about) : completedJob(number);
}
