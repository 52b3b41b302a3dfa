import { eventually } from '@postern/core/testing';
import { expect, it } from 'vitest';
import { nextVersion } from './next-version.ts';
import { PosternProcess } from './postern-process.ts';
import { allArrived, arrived, postJob, processFixture } from './process-fixture.ts';
import { usePostgres } from './use-postgres.ts';

const GATEWAY = { words: ['serve', '--no-worker'] };
const WORKER = { words: ['worker'] };

/** What a release may bring: a column that older code leaves out, one that it gets a value for, a table, an index. */
const ADDS = {
  sql: `ALTER TABLE deliveries ADD COLUMN later text;
        ALTER TABLE events ADD COLUMN weight bigint NOT NULL DEFAULT 1;
        CREATE TABLE later_things (id text PRIMARY KEY);
        CREATE INDEX deliveries_later ON deliveries (later);`,
};
/** And what it may do once nobody runs the release before. */
const TAKES_AWAY = { sql: 'DROP TABLE later_things; UPDATE meta SET compatible_from = 9000;' };

const postgres = usePostgres();
const databases = { SQLite: () => Promise.resolve(undefined), PostgreSQL: postgres.createDatabase };

const readiness = async (url: string) => {
  const reply = await fetch(`${url}/readyz`);
  return { status: reply.status, text: await reply.text() };
};

it.each(Object.entries(databases))(
  'old processes and new ones work side by side while one replaces the other, and the old ones may be started again (%s)',
  { timeout: 240_000 },
  async (_backend, createDatabase) => {
    const { environment, source, sink } = await processFixture(await createDatabase());
    const main = nextVersion(ADDS);
    const [oldGateway, oldWorker] = await Promise.all([
      PosternProcess.start(environment, GATEWAY),
      PosternProcess.start(environment, WORKER),
    ]);
    let next = 0;
    /** So many reports by each of the gateways, all of which are taken. */
    const post = async (count: number, ...gateways: readonly PosternProcess[]): Promise<void> => {
      for (const { url } of gateways) {
        const numbers = Array.from({ length: count }, () => next++);
        for (const status of await Promise.all(numbers.map((number) => postJob(url, source, number))))
          expect(status).toBe(202);
      }
    };
    await post(10, oldGateway);

    const newGateway = await PosternProcess.start(environment, { ...GATEWAY, main });
    expect(newGateway.output).toContain('9000_next');
    await post(10, oldGateway, newGateway);
    for (const { url } of [oldGateway, newGateway]) expect((await readiness(url)).status).toBe(200);
    await allArrived(sink, Array(next).keys());

    const newWorker = await PosternProcess.start(environment, { ...WORKER, main });
    await eventually(
      'both workers send',
      async () => {
        await post(10, oldGateway, newGateway);
        return [oldWorker, newWorker].every(({ output }) => output.includes('delivery settled'));
      },
      { within: 60_000 },
    );
    expect((await oldGateway.end('SIGTERM')).code).toBe(0);
    const again = await PosternProcess.start(environment, GATEWAY);
    expect((await readiness(again.url)).status).toBe(200);
    await post(10, again, newGateway);
    await allArrived(sink, Array(next).keys());
    expect((await arrived(sink)).size).toBe(next);
    expect(sink.mails).toHaveLength(next);
    for (const one of [again, oldWorker, newGateway, newWorker])
      expect((await one.end('SIGTERM')).code).toBe(0);
    for (const one of [oldGateway, oldWorker, again]) expect(one.output).not.toMatch(/"level":(?:50|60)/);
  },
);

it.each(Object.entries(databases))(
  'a process that is too old for what a newer one has made of the tables says so, takes itself out of the balancer, and does not start again (%s)',
  { timeout: 240_000 },
  async (_backend, createDatabase) => {
    const { environment } = await processFixture(await createDatabase());
    const old = await PosternProcess.start(environment, GATEWAY);
    await PosternProcess.start(environment, { ...GATEWAY, main: nextVersion(ADDS, TAKES_AWAY) });
    await eventually(
      'the old one says so',
      async () => {
        const { status, text } = await readiness(old.url);
        return status === 503 && /written by a newer Postern.*Install the newer version again/.test(text);
      },
      { within: 30_000 },
    );
    expect((await old.end('SIGTERM')).code).toBe(0);
    await expect(PosternProcess.start(environment, GATEWAY)).rejects.toThrow(
      /written by a newer Postern: .*at least 9000/,
    );
  },
);
