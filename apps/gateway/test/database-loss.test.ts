import { eventually, startPostgresServer, type PostgresServer } from '@postern/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readinessSchema } from '../src/routes/readiness.ts';
import { PosternProcess } from './postern-process.ts';
import { allArrived, arrived, postJob, processFixture, type ProcessFixture } from './process-fixture.ts';
import { startSenders } from './start-senders.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgresServer();
});
afterAll(() => server.close());

const GATEWAY = { words: ['serve', '--no-worker'] };
const WORKER = { words: ['worker'] };
const LATER = '503, retry after 10';

/** A database, with `parameters` of its URL for all that work with it. */
async function fixture(parameters = ''): Promise<ProcessFixture & { readonly databaseUrl: string }> {
  const databaseUrl = await server.createDatabase();
  return { ...(await processFixture(`${databaseUrl}${parameters}`)), databaseUrl };
}

async function readiness({ url }: PosternProcess) {
  const reply = await fetch(`${url}/readyz`);
  return { http: reply.status, ...readinessSchema.parse(await reply.json()) };
}

/** Ids of deliveries that are marked as possible duplicates, and of those that are not done. */
async function outcomes(databaseUrl: string) {
  const rows = await server.query('SELECT id, state, maybe_duplicate FROM deliveries', databaseUrl);
  return {
    all: rows.length,
    undone: rows.filter(({ state }) => state !== 'delivered'),
    marked: rows.filter((row) => Number(row['maybe_duplicate']) === 1).map(({ id }) => String(id)),
  };
}

it(
  'a crash of the database under load loses nothing: senders are told to come back, monitors why, and all goes on by itself',
  { timeout: 240_000 },
  async () => {
    const { environment, source, sink, databaseUrl } = await fixture();
    const [gateway, second, ...workers] = await Promise.all([
      PosternProcess.start(environment, GATEWAY),
      PosternProcess.start(environment, GATEWAY),
      PosternProcess.start({ ...environment, POSTERN_WORKER_LISTEN: '127.0.0.1:0' }, WORKER),
      PosternProcess.start({ ...environment, POSTERN_WORKER_LISTEN: '127.0.0.1:0' }, WORKER),
    ]);
    const processes = [gateway, second, ...workers];
    const senders = startSenders([gateway.url, second.url], source);
    const told = (answer: string): number => senders.answers.get(answer) ?? 0;

    for (const round of [1, 2]) {
      const [acceptedBefore, mailsBefore] = [senders.accepted.size, sink.mails.length];
      await eventually(`round ${String(round)} has load`, () => senders.accepted.size - acceptedBefore >= 50);
      await eventually('and mail', () => sink.mails.length - mailsBefore >= 10);
      const laterBefore = told(LATER);
      await server.crash();
      await eventually('posts are refused for now', () => told(LATER) - laterBefore >= 50);
      for (const one of processes) {
        const down = await eventually('it is not ready', async () => {
          const seen = await readiness(one);
          // The dispatcher may know before the check of the storage, which is made once a second.
          return seen.http === 503 && seen.checks.storage.status === 'unavailable' ? seen : null;
        });
        expect(down.checks.storage.problem).toContain('Check that PostgreSQL runs');
      }
      await server.start();
      for (const one of processes)
        await eventually('it is ready again', async () => (await readiness(one)).http === 200, {
          within: 60_000,
        });
    }

    await senders.finish();
    await allArrived(sink, senders.accepted);
    expect(new Set(senders.answers.keys())).toEqual(new Set(['200', '202', LATER].filter(told)));
    for (const one of processes) expect((await one.end('SIGTERM')).code).toBe(0);

    const { all, undone, marked } = await outcomes(databaseUrl);
    expect({ all, undone }).toEqual({ all: senders.accepted.size, undone: [] });
    for (const [, messageIds] of await arrived(sink)) {
      expect(new Set(messageIds).size).toBe(1);
      const [id = ''] = messageIds;
      if (messageIds.length > 1) expect(marked.some((one) => id.includes(one))).toBe(true);
    }
  },
);

describe('what takes too long in the database', () => {
  /** Holds a lock on all of a table for as long as the work takes. */
  async function locked(databaseUrl: string, work: () => Promise<void>): Promise<void> {
    const holding = server.query(
      `BEGIN; LOCK TABLE reports; SELECT pg_advisory_lock(1); SELECT pg_sleep(600)`,
      databaseUrl,
    );
    const ended = holding.catch(() => undefined);
    const held = async (): Promise<boolean> => {
      const rows = await server.query(
        `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        databaseUrl,
      );
      return rows.length > 0;
    };
    await eventually('the table is locked', held);
    await work();
    await server.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND pid <> pg_backend_pid()`,
    );
    await ended;
  }

  it('is stopped after the time in the URL: senders are told to come back, and what comes after is taken', async () => {
    const { environment, source, sink, databaseUrl } = await fixture('?statement_timeout=500');
    const gateway = await PosternProcess.start(environment);
    await locked(databaseUrl, async () => {
      expect(await Promise.all([1, 2, 3].map((number) => postJob(gateway.url, source, number)))).toEqual([
        503, 503, 503,
      ]);
      expect(gateway.output).toContain('The database took too long');
    });
    for (const number of [1, 2, 3]) expect(await postJob(gateway.url, source, number)).toBe(202);
    await allArrived(sink, [1, 2, 3]);
    expect((await gateway.end('SIGTERM')).code).toBe(0);
  });

  it('keeps others waiting for a connection no longer than connect_timeout, and no monitor longer than five seconds', async () => {
    const { environment, source, sink, databaseUrl } = await fixture(
      '?pool=1&connect_timeout=1&statement_timeout=8000&listen=off',
    );
    const gateway = await PosternProcess.start(environment);
    await locked(databaseUrl, async () => {
      const first = postJob(gateway.url, source, 1);
      const down = await eventually('it is not ready', async () => {
        const seen = await readiness(gateway);
        return seen.http === 503 ? seen : null;
      });
      expect(down.checks.storage.problem).toContain('does not answer in time');
      expect(await first).toBe(503);
    });
    expect(await postJob(gateway.url, source, 1)).toBe(202);
    await allArrived(sink, [1]);
    await eventually('it is ready', async () => (await readiness(gateway)).http === 200);
    expect((await gateway.end('SIGTERM')).code).toBe(0);
  });
});
