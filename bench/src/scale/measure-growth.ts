import { awaitMails, forgetMails, post, WARM_UP, type Measuring } from '../measures/measuring.ts';
import { openHouse, type House } from '../postern/house.ts';
import { monotonic } from '../monotonic.ts';
import { readUsage } from '../process-usage.ts';
import { fillDatabase } from './fill-database.ts';

/** What the same work costs over a database of some size. */
export interface GrowthReading {
  /** Milliseconds from the start of the process until it said that it was ready. */
  readonly ready: number;
  readonly mailsPerSecond: number;
  /** Seconds of CPU for 1,000 mails, from webhook to sink. */
  readonly cpu: number;
}

/** Webhook to mail over a new database, and over one with `rows` mails of before. */
export async function measureGrowth(
  measuring: Measuring,
  rows: number,
): Promise<{ readonly fresh: GrowthReading; readonly full: GrowthReading }> {
  const house = await openHouse({ smtpPort: measuring.smtpPort, holdMail: false });
  try {
    const fresh = await measureOnce(measuring, house);
    fillDatabase(house.furnishing.databaseUrl.slice('file:'.length), rows);
    return { fresh, full: await measureOnce(measuring, house, measuring.plan.delivery.mails) };
  } finally {
    house.end();
  }
}

async function measureOnce(measuring: Measuring, house: House, first = 0): Promise<GrowthReading> {
  const { mails, warmUp, connections } = measuring.plan.delivery;
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
