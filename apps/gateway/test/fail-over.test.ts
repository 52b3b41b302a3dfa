import { silentLogger } from '@postern/core';
import { eventually, startPostgresPair } from '@postern/core/testing';
import { expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { openContainer } from '../src/container.ts';
import { PosternProcess } from './postern-process.ts';
import { allArrived, arrived, postJob, processFixture, type ProcessFixture } from './process-fixture.ts';

/** Posts jobs as a sender does, each again until it is taken, and gives the numbers that were. */
function sendingJobs(url: string, { source }: ProcessFixture) {
  const taken: number[] = [];
  let refused = 0;
  let next = 0;
  let stopped = false;
  const lane = async (): Promise<void> => {
    while (!stopped) {
      const number = next;
      next += 1;
      while ((await postJob(url, source, number)) !== 202) refused += 1;
      taken.push(number);
    }
  };
  const lanes = Promise.all(Array.from({ length: 4 }, lane));
  return {
    taken,
    refused: () => refused,
    stop: async () => {
      stopped = true;
      await lanes;
    },
  };
}

/** All deliveries, as the processes left them. */
async function allDeliveries({ environment }: ProcessFixture) {
  const container = await openContainer(parseConfig(environment), { environment, logger: silentLogger });
  try {
    const all: { readonly id: string; readonly state: string; readonly maybeDuplicate: boolean }[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await container.storage.outbox.list(
        {},
        { limit: 500, ...(cursor === undefined ? {} : { cursor }) },
      );
      all.push(...page.items);
      if (page.next === null) return all;
      cursor = page.next;
    }
  } finally {
    await container.close();
  }
}

it(
  'when the primary dies and its replica takes over, the processes go on by themselves: nothing that was taken is lost, and what came twice is known to',
  { timeout: 240_000 },
  async () => {
    const pair = await startPostgresPair();
    onTestFinished(() => pair.close());
    const fixture = await processFixture(pair.url);
    const { environment, sink } = fixture;
    const [gateway, ...workers] = await Promise.all([
      PosternProcess.start(environment, { words: ['serve', '--no-worker'] }),
      PosternProcess.start(environment, { words: ['worker'] }),
      PosternProcess.start(environment, { words: ['worker'] }),
    ]);
    const sending = sendingJobs(gateway.url, fixture);
    await eventually('there is load, and mail goes out', () => sink.mails.length > 40, { within: 60_000 });

    await pair.killPrimary();
    await eventually('senders are told to come again', () => sending.refused() > 0, { within: 60_000 });
    const readiness = await fetch(`${gateway.url}/readyz`);
    expect([readiness.status, await readiness.text()]).toEqual([
      503,
      expect.stringContaining('The database is read-only'),
    ]);
    const before = sending.taken.length;
    await pair.promote();
    await eventually('it goes on', () => sending.taken.length > before + 40, { within: 60_000 });
    await sending.stop();

    await allArrived(sink, sending.taken);
    await eventually(
      'every delivery is over',
      async () => (await allDeliveries(fixture)).every(({ state }) => state === 'delivered'),
      { within: 60_000 },
    );
    const deliveries = await allDeliveries(fixture);
    expect(deliveries).toHaveLength(sending.taken.length);
    const known = deliveries.filter(({ maybeDuplicate }) => maybeDuplicate).map(({ id }) => id);
    for (const messageIds of (await arrived(sink)).values()) {
      expect(new Set(messageIds).size).toBe(1);
      if (messageIds.length > 1) expect(known.some((id) => messageIds[0]?.includes(id))).toBe(true);
    }
    for (const one of [gateway, ...workers]) expect((await one.end('SIGTERM')).code).toBe(0);
  },
);
