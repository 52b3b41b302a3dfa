import { MINUTE, type Storage } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import { buildAuditEntry, eventually, sequentialIds } from '@postern/core/testing';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { PosternProcess } from './postern-process.ts';
import { processFixture } from './process-fixture.ts';

const WORKER = { words: ['worker'] };

/** A canary of the host that was due a minute ago, and the database that processes share. */
async function dueCanary() {
  const fixture = await processFixture();
  const storage = await openStorage(`file:${fixture.databaseFile}`, { clock: { now: () => Date.now() } });
  const now = Date.now();
  await storage.canaries.set(
    {
      level: { kind: 'host' },
      address: 'canary@acme.example',
      schedule: { kind: 'every', every: 60 * MINUTE },
      nextAt: now - MINUTE,
      setBy: { kind: 'command-line', name: 'root' },
      setAt: now - 60 * MINUTE,
    },
    buildAuditEntry(sequentialIds(77)),
  );
  return { ...fixture, storage };
}

const canaryOf = async (storage: Storage) => (await storage.canaries.list())[0];

async function deliveriesOf(storage: Storage) {
  return (await storage.outbox.list({ level: { kind: 'host' } }, { limit: 50 })).items.filter(
    ({ eventType }) => eventType === 'postern.canary',
  );
}

describe('a canary that is due', { timeout: 120_000 }, () => {
  it('is one mail, however many workers run over one database', async () => {
    const { environment, sink, storage } = await dueCanary();
    const workers = await Promise.all([0, 1, 2].map(() => PosternProcess.start(environment, WORKER)));
    await eventually(
      'its outcome is noted',
      async () => {
        return (await canaryOf(storage))?.last?.outcome === 'delivered';
      },
      { within: 60_000 },
    );
    for (const worker of workers) expect((await worker.end('SIGTERM')).code).toBe(0);
    expect(sink.mails.map(({ to }) => to)).toEqual([['canary@acme.example']]);
    expect(await deliveriesOf(storage)).toHaveLength(1);
    const { subject } = await simpleParser(sink.mails[0]?.raw ?? '');
    expect(subject).toMatch(/^Canary mail of the platform/);
    await storage.close();
  });

  it('is neither lost nor sent as another one when its worker is killed at the moment of the claim', async () => {
    const { environment, sink, storage } = await dueCanary();
    const first = await PosternProcess.start(environment, WORKER);
    await eventually('it is claimed', async () => (await canaryOf(storage))?.last !== null);
    expect((await first.end('SIGKILL')).signal).toBe('SIGKILL');
    const second = await PosternProcess.start(environment, WORKER);
    await eventually(
      'its outcome is noted',
      async () => {
        return (await canaryOf(storage))?.last?.outcome === 'delivered';
      },
      { within: 60_000 },
    );
    expect((await second.end('SIGTERM')).code).toBe(0);
    expect(await deliveriesOf(storage)).toMatchObject([{ state: 'delivered' }]);
    const mails = await Promise.all(sink.mails.map(({ raw }) => simpleParser(raw)));
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
    await storage.close();
  });
});
