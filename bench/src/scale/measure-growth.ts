import { z } from 'zod';
import { awaitMails, forgetMails, post, WARM_UP, type Measuring } from '../measures/measuring.ts';
import { monotonic } from '../monotonic.ts';
import { openHouse, type House } from '../postern/house.ts';
import { readUsage } from '../process-usage.ts';
import { spreadOf } from '../spread.ts';
import { Worker } from '../workers/worker.ts';
import { fillDatabase } from './fill-database.ts';

/** What the same work costs over a database of some size. */
export interface GrowthReading {
  /** Delivered mails of before, each with its report, event and attempt. */
  readonly rows: number;
  /** Microseconds of CPU that the storage takes for one report, one claimed and one settled delivery: medians of portions. */
  readonly intake: number;
  readonly claim: number;
  readonly settle: number;
  /** Milliseconds from the start of the process until it said that it was ready. */
  readonly ready: number;
  readonly mailsPerSecond: number;
  /** Seconds of CPU for 1,000 mails, from webhook to sink. */
  readonly cpu: number;
}

/** The first portions are for V8 to compile what is measured. */
const WARMING = 2;
const MEASURED = 5;
const REPORTS = 2_000;
/** Milliseconds for the storage's work, over however full a database. */
const PATIENCE = 10 * 60_000;

const portions = z.array(z.strictObject({ intake: z.number(), claim: z.number(), settle: z.number() }));

/** The same work over databases of these sizes, one after the other, each filled up from the last. */
export async function measureGrowth(
  measuring: Measuring,
  sizes: readonly number[],
  note: (text: string) => void,
): Promise<readonly GrowthReading[]> {
  const house = await openHouse({ smtpPort: measuring.smtpPort, holdMail: false });
  const path = house.furnishing.databaseUrl.slice('file:'.length);
  try {
    // What is copied.
    await workStorage(house, 1);
    const readings: GrowthReading[] = [];
    let filled = 0;
    for (const rows of sizes) {
      note(`filling to ${rows.toLocaleString('en')} mails`);
      fillDatabase(path, { from: filled, to: rows });
      filled = rows;
      note(`working over ${rows.toLocaleString('en')} mails`);
      const storage = await workStorage(house, WARMING + MEASURED);
      readings.push({ rows, ...storage, ...(await measureOnce(measuring, house, readings.length)) });
    }
    return readings;
  } finally {
    house.end();
  }
}

async function workStorage(house: House, times: number) {
  const worker = Worker.start('storage-work');
  try {
    const asked = { databaseUrl: house.furnishing.databaseUrl, portions: times, reports: REPORTS };
    const measured = (await worker.ask(asked, portions, PATIENCE)).slice(-MEASURED);
    const median = (kind: 'intake' | 'claim' | 'settle'): number =>
      spreadOf(measured.map((portion) => portion[kind])).median;
    return { intake: median('intake'), claim: median('claim'), settle: median('settle') };
  } finally {
    worker.end();
  }
}

async function measureOnce(measuring: Measuring, house: House, turn: number) {
  const { mails, warmUp, connections } = measuring.plan.delivery;
  const first = turn * (mails + warmUp);
  const begun = monotonic();
  const serving = await house.start();
  const { target, pid } = serving;
  const ready = monotonic() - begun;
  await forgetMails(measuring);
  await post(measuring, { target, first: WARM_UP + first, count: warmUp, connections });
  await awaitMails(measuring, warmUp);
  await forgetMails(measuring);
  const before = readUsage(pid);
  const { started } = await post(measuring, { target, first, count: mails, connections });
  const arrived = await awaitMails(measuring, mails);
  const after = readUsage(pid);
  await serving.stop();
  return {
    ready,
    mailsPerSecond: (mails * 1_000) / (Math.max(...arrived.values()) - started),
    cpu: ((after.cpu - before.cpu) * 1_000) / mails,
  };
}
