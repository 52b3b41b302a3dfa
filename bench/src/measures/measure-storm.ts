import Database from 'better-sqlite3';
import { z } from 'zod';
import type { LoadResult } from '../http/post-load.ts';
import { openHouse } from '../postern/house.ts';
import { readUsage } from '../process-usage.ts';
import { quantile } from '../spread.ts';
import { awaitNumbers, forgetMails, post, WARM_UP, type Measuring } from './measuring.ts';

/** What a process that faults again and again came to, with a rule that folds storms. */
export interface StormReading {
  /** Faults that are in the database, and those of them that some mail tells of. */
  readonly stored: number;
  readonly told: number;
  /** Mails about them, with the one that waits for the end of the storm. */
  readonly mails: number;
  /** Milliseconds from a fault's request to its answer. */
  readonly p50: number;
  readonly p99: number;
  /** The p99 of the worst of six equal stretches: whether it was like that throughout. */
  readonly worst: number;
  /** Milliseconds of CPU for each fault, mails included. */
  readonly cpu: number;
  /** Mebibytes at most. */
  readonly peak: number;
}

const STRETCHES = 6;

/** Faults of one process, at a steady rate, for as long as one storm lasts. */
export async function measureStorm(measuring: Measuring): Promise<StormReading> {
  const { storm, delivery } = measuring.plan;
  const house = await openHouse({
    smtpPort: measuring.smtpPort,
    holdMail: false,
    foldStorms: true,
    // Warms up in the place of the first, whose storm would have begun by that.
    neighbourSmtpPort: measuring.smtpPort,
  });
  try {
    const serving = await house.start();
    const { target, neighbour, pid } = serving;
    if (neighbour === null) throw new Error('There is nobody to warm up with.');
    await forgetMails(measuring);
    const warming = { target: neighbour, first: WARM_UP, count: delivery.warmUp, connections: 50 };
    await post(measuring, warming);
    await awaitNumbers(measuring, warming);
    await forgetMails(measuring);
    const before = readUsage(pid);
    const load = { target, first: 0, about: 0, count: storm.faults, connections: 50 };
    const result = await post(measuring, load, storm.perSecond);
    if (storm.awaitsEnd) await measuring.sink.ask({ do: 'await any', mails: storm.most }, z.int(), 120_000);
    const after = readUsage(pid);
    await serving.stop();
    return {
      ...readStorm(house.furnishing.databaseUrl.slice('file:'.length), delivery.warmUp),
      ...readAnswers(result),
      cpu: ((after.cpu - before.cpu) * 1_000) / storm.faults,
      peak: after.peak,
    };
  } finally {
    house.end();
  }
}

/** From the database itself, as it was left. */
function readStorm(path: string, warmUp: number): Pick<StormReading, 'stored' | 'told' | 'mails'> {
  const client = new Database(path, { readonly: true });
  try {
    const count = (sql: string): number => z.int().parse(client.prepare(sql).pluck().get());
    const own = "SELECT count(*) FROM deliveries WHERE address = 'ops@acme.example'";
    return {
      stored: count('SELECT count(*) FROM events') - warmUp,
      told:
        count(`${own} AND gathers IS NULL`) + count('SELECT count(DISTINCT event_id) FROM digest_members'),
      mails: count(own),
    };
  } finally {
    client.close();
  }
}

/** How soon faults were answered. Pure. */
export function readAnswers({ took }: Pick<LoadResult, 'took'>): Pick<StormReading, 'p50' | 'p99' | 'worst'> {
  const length = Math.ceil(took.length / STRETCHES);
  const stretches = Array.from({ length: Math.ceil(took.length / length) }, (_, index) =>
    took.slice(index * length, (index + 1) * length),
  );
  return {
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    worst: Math.max(...stretches.map((stretch) => quantile(stretch, 0.99))),
  };
}
