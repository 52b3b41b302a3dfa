import type { GatheringNow } from '../../../delivery/mail-timing.ts';
import type { OutboxStore } from '../../../delivery/outbox-store.ts';
import type { stormCounts } from './schema.ts';
import type { Session } from './session.ts';
import { STORM_COUNTS } from './storm-counts.ts';

// As intake looks for them, but without taking them.
const WAITING = {
  name: 'waiting-gatherings',
  text: `SELECT gather_key AS key, due_at AS "dueAt" FROM deliveries WHERE gather_key = ANY($1::text[])`,
};

/** What events would meet that came now. */
export async function lookAhead(
  { run }: Session,
  asked: Parameters<OutboxStore['lookAhead']>[0],
): Promise<readonly GatheringNow[]> {
  const waiting = await run<{ key: string; dueAt: number }>(WAITING, [asked.map(({ key }) => key)]);
  const counts = await run<typeof stormCounts.$inferSelect>(STORM_COUNTS, [
    asked.map(({ ruleId }) => ruleId),
    asked.map(({ address }) => address),
  ]);
  const dueAt = new Map(waiting.map((one) => [one.key, one.dueAt]));
  const counted = new Map(
    counts.map(({ ruleId, address, startedAt, count }) => [`${ruleId} ${address}`, { startedAt, count }]),
  );
  return asked.map(({ key, ruleId, address }) => ({
    dueAt: dueAt.get(key) ?? null,
    count: counted.get(`${ruleId} ${address}`) ?? null,
  }));
}
