import { randomUUID } from 'node:crypto';
import { silentLogger, systemClock } from '@postern/core';
import { newUuidV7 } from '@postern/core/adapters/crypto';
import { openStorage } from '@postern/core/adapters/storage';
import { buildEvent, buildPlannedDelivery, buildReport } from '@postern/core/testing';
import { z } from 'zod';
import { answerQuestions } from '../workers/answer-questions.ts';

/** The storage alone at work: intake, claim and settle, a portion of each in turn. */
const question = z.strictObject({
  databaseUrl: z.string(),
  portions: z.int(),
  /** Reports in each portion, every one with an event and a delivery. */
  reports: z.int(),
});

/** As many as a busy gateway stores in one commit, and a worker claims or settles at once. */
const AT_ONCE = 50;
const FOLDING_WINDOW = 10 * 60_000;
const LEASE = 60_000;

type Storage = Awaited<ReturnType<typeof openStorage>>;
type Settlement = Parameters<Storage['outbox']['settle']>[0][number];

answerQuestions(question, async ({ databaseUrl, portions, reports }) => {
  const storage = await openStorage(databaseUrl, { clock: systemClock, logger: silentLogger });
  try {
    const readings = [];
    for (let portion = 0; portion < portions; portion += 1) readings.push(await work(storage, reports));
    return readings;
  } finally {
    await storage.close();
  }
});

/** Microseconds of CPU for each of the three, system time included. */
async function work(storage: Storage, reports: number) {
  const batches = Array.from({ length: Math.ceil(reports / AT_ONCE) }, () =>
    Array.from({ length: AT_ONCE }, () => reportOfNow()),
  );
  const intake = await cpuOf(async () => {
    for (const batch of batches) await storage.intake.accept(batch, FOLDING_WINDOW);
  });
  const claimed: Settlement[][] = [];
  const claim = await cpuOf(async () => {
    for (let left = reports; left > 0; left -= AT_ONCE) claimed.push(await claimSome(storage));
  });
  const settle = await cpuOf(async () => {
    for (const settlements of claimed) await storage.outbox.settle(settlements);
  });
  const done = claimed.flat().length;
  if (done !== reports) throw new Error(`${String(done)} of ${String(reports)} deliveries were claimed.`);
  return { intake: intake / reports, claim: claim / reports, settle: settle / reports };
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Keys are strewn, as a sender's are: each falls on another page of its index. */
function reportOfNow() {
  const now = systemClock.now();
  const id = newUuidV7();
  const key = randomUUID();
  const event = buildEvent({ foldKey: key, trouble: { key: `process:${key}`, state: 'on', at: now } });
  const delivery = buildPlannedDelivery(newUuidV7, { ruleId: 'bench', expiresAt: now + 86_400_000 });
  return buildReport(newUuidV7, {
    id,
    dedupeKey: `id:${key}`,
    receivedAt: now,
    content: { kind: 'events', events: [{ id, event, deliveries: [delivery], planRecovery: null }] },
  });
}

async function claimSome(storage: Storage): Promise<Settlement[]> {
  const now = systemClock.now();
  const leaseToken = newUuidV7();
  const request = { now, limit: AT_ONCE, perLevel: AT_ONCE, except: [] };
  const claimed = await storage.outbox.claimDue({ ...request, leaseToken, leaseUntil: now + LEASE });
  return claimed.map(({ delivery }) => ({
    deliveryId: delivery.id,
    leaseToken,
    state: 'delivered',
    reason: null,
    attempts: 1,
    maybeDuplicate: false,
    dueAt: null,
    endedAt: now,
    attempt: {
      deliveryId: delivery.id,
      at: now,
      state: 'delivered',
      reason: null,
      stage: 'reply',
      replyCode: 250,
      enhancedCode: '2.0.0',
      text: 'Ok: queued as 7F3A',
      server: '127.0.0.1:2525',
      queueId: '7F3A',
      took: 12,
    },
  }));
}
