import { activateDraft, changeSettings, HOST, setSourceState, silentLogger } from '@postern/core';
import { eventually, startSmtpSink } from '@postern/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { openContainer } from '../src/container.ts';
import { readinessSchema } from '../src/routes/readiness.ts';
import { allArrived, arrived, postJob, processFixture, type ProcessFixture } from './process-fixture.ts';
import { PosternProcess } from './postern-process.ts';
import { OPERATOR } from './start-gateway.ts';
import { usePostgres } from './use-postgres.ts';

const postgres = usePostgres();

const GATEWAY = { words: ['serve', '--no-worker'] };
const WORKER = { words: ['worker'] };
/** Few at a time, so that there is something left for the other. */
const SLOWLY = { POSTERN_CONCURRENCY: '2' };

/** The one delivery there is, with its timeline, as other processes left it. */
async function onlyDelivery({ environment }: ProcessFixture) {
  const container = await openContainer(parseConfig(environment), { environment, logger: silentLogger });
  try {
    const { outbox } = container.storage;
    const [delivery, ...more] = (await outbox.list({}, { limit: 2 })).items;
    if (delivery === undefined || more.length > 0) throw new Error('There is not exactly one delivery.');
    return await outbox.find(delivery.id);
  } finally {
    await container.close();
  }
}

const BACKENDS = [
  { backend: 'SQLite', open: () => processFixture() },
  { backend: 'PostgreSQL', open: async () => processFixture(await postgres.createDatabase()) },
];

describe.each(BACKENDS)('over $backend', ({ open }) => {
  it(
    'two gateways without worker and two workers share one database: every accepted webhook becomes one mail',
    { timeout: 180_000 },
    async () => {
      const { environment, source, sink } = await open();
      const [gateway, second, ...workers] = await Promise.all([
        PosternProcess.start(environment, GATEWAY),
        PosternProcess.start(environment, GATEWAY),
        PosternProcess.start({ ...environment, ...SLOWLY }, WORKER),
        PosternProcess.start({ ...environment, ...SLOWLY }, WORKER),
      ]);
      let posted = 0;
      await eventually(
        'both workers have sent mail, and there was load',
        async () => {
          const numbers = Array.from({ length: 20 }, () => posted++);
          // Each is sent to both at the same time, as by a sender that lost its patience: one of them takes it.
          const both = ({ url }: PosternProcess) => Promise.all(numbers.map((n) => postJob(url, source, n)));
          const [one, other] = await Promise.all([both(gateway), both(second)]);
          for (const [place, status] of one.entries())
            expect([status, other[place]].toSorted()).toEqual([200, 202]);
          return posted >= 100 && workers.every(({ output }) => output.includes('delivery settled'));
        },
        { within: 60_000 },
      );
      await allArrived(sink, Array(posted).keys());
      for (const one of [gateway, second, ...workers]) expect((await one.end('SIGTERM')).code).toBe(0);
      expect(gateway.output + second.output).not.toContain('delivery settled');
      expect(sink.mails).toHaveLength(posted);
    },
  );

  it(
    'when a worker is killed in the middle of the load, the other takes over what it held',
    { timeout: 180_000 },
    async () => {
      const { environment, source, sink } = await open();
      const [gateway, doomed] = await Promise.all([
        PosternProcess.start(environment, GATEWAY),
        PosternProcess.start(environment, WORKER),
      ]);
      sink.script.message = (_said, before) => (before < 5 ? 'accept' : 'mute');
      const numbers = [...Array(60).keys()];
      for (const status of await Promise.all(numbers.map((n) => postJob(gateway.url, source, n))))
        expect(status).toBe(202);
      await eventually('it holds some and has sent some', () => sink.mails.length >= 5 && sink.open > 1);
      expect((await doomed.end('SIGKILL')).signal).toBe('SIGKILL');
      sink.script.message = 'accept';
      const heir = await PosternProcess.start(environment, WORKER);
      await allArrived(sink, numbers);
      for (const messageIds of (await arrived(sink)).values()) expect(new Set(messageIds).size).toBe(1);
      expect((await heir.end('SIGTERM')).code).toBe(0);
    },
  );

  it(
    'a worker that was frozen for longer than its lease changes nothing when it wakes up',
    { timeout: 180_000 },
    async () => {
      const fixture = await open();
      const { environment, source, sink } = fixture;
      const [gateway, frozen] = await Promise.all([
        PosternProcess.start(environment, GATEWAY),
        PosternProcess.start(environment, WORKER),
      ]);
      sink.script.message = 'mute';
      expect(await postJob(gateway.url, source, 1)).toBe(202);
      await eventually('its mail is under way', () => sink.open > 0);
      frozen.signal('SIGSTOP');
      sink.script.message = 'accept';
      const other = await PosternProcess.start(environment, WORKER);
      await allArrived(sink, [1]);
      expect((await other.end('SIGTERM')).code).toBe(0);
      const before = await onlyDelivery(fixture);
      expect(before?.delivery).toMatchObject({ state: 'delivered', maybeDuplicate: true });

      frozen.signal('SIGCONT');
      // Its own attempt ends now, badly: it does not know that it lost its lease meanwhile.
      sink.hangUp();
      expect((await frozen.end('SIGTERM')).code).toBe(0);
      expect(await onlyDelivery(fixture)).toEqual(before);
      expect(sink.mails).toHaveLength(1);
    },
  );

  it('a gateway and a worker go by what another process has changed', { timeout: 120_000 }, async () => {
    const { environment, source, sink } = await open();
    const [gateway, worker] = await Promise.all([
      PosternProcess.start(environment, GATEWAY),
      PosternProcess.start(environment, WORKER),
    ]);
    expect(await postJob(gateway.url, source, 1)).toBe(202);
    await allArrived(sink, [1]);

    const other = await startSmtpSink();
    onTestFinished(() => other.close());
    const container = await openContainer(parseConfig(environment), { environment, logger: silentLogger });
    onTestFinished(() => container.close());
    await changeSettings(container, OPERATOR, { level: HOST, set: { smtpPort: other.port } });
    await activateDraft(container, OPERATOR, { level: HOST, anyway: true });
    let posted = 1;
    await eventually('mail goes where the new settings say', async () => {
      posted += 1;
      expect(await postJob(gateway.url, source, posted)).toBe(202);
      await eventually('it arrives', () => sink.mails.length + other.mails.length === posted);
      return other.mails.length > 0;
    });
    // And back it goes never more.
    const before = sink.mails.length;
    expect(await postJob(gateway.url, source, posted + 1)).toBe(202);
    await allArrived(other, [posted + 1]);
    expect(sink.mails).toHaveLength(before);

    await setSourceState(container, OPERATOR, { sourceId: source.source.id, state: 'disabled' });
    await eventually('the source is unknown', async () => {
      posted += 2;
      return (await postJob(gateway.url, source, posted)) === 404;
    });
    expect((await worker.end('SIGTERM')).code).toBe(0);
  });
});

it('a gateway without worker is ready, and a worker answers monitors where it is told to, and nobody else', async () => {
  const { environment } = await processFixture();
  const [gateway, worker, silent] = await Promise.all([
    PosternProcess.start(environment, GATEWAY),
    PosternProcess.start({ ...environment, POSTERN_WORKER_LISTEN: '127.0.0.1:0' }, WORKER),
    PosternProcess.start(environment, WORKER),
  ]);
  const ready = async (url: string) => {
    const reply = await fetch(`${url}/readyz`);
    return { http: reply.status, ...readinessSchema.parse(await reply.json()) };
  };
  expect(await ready(gateway.url)).toMatchObject({
    http: 200,
    checks: { dispatcher: { status: 'elsewhere' } },
  });
  expect(await ready(worker.url)).toMatchObject({ http: 200, checks: { dispatcher: { status: 'running' } } });
  expect(await (await fetch(`${worker.url}/healthz`)).json()).toEqual({ status: 'alive' });
  expect(await (await fetch(`${worker.url}/metrics`)).text()).toContain('postern_storage_up 1');
  for (const path of ['/', '/webhooks/x', '/links/x', '/openapi.json'])
    expect((await fetch(`${worker.url}${path}`, { method: 'POST' })).status).toBe(404);
  expect(silent.output).toContain('"url":null');
});

it('a worker whose address is taken ends, and names the variable', async () => {
  const { environment } = await processFixture();
  const first = await PosternProcess.start(environment, GATEWAY);
  const taken = { ...environment, POSTERN_WORKER_LISTEN: new URL(first.url).host };
  await expect(PosternProcess.start(taken, WORKER)).rejects.toThrow('POSTERN_WORKER_LISTEN cannot be used');
});
