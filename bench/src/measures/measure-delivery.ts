import { z } from 'zod';
import { startPostern } from '../postern/running-postern.ts';
import { readUsage } from '../process-usage.ts';
import { Worker } from '../workers/worker.ts';
import { awaitMails, forgetMails, post, WARM_UP, type Measuring, type SecurePort } from './measuring.ts';

/** How one contestant got many mails out, once. */
export interface DeliveryReading {
  readonly perSecond: number;
  /** Seconds of CPU for 1,000 mails. */
  readonly cpu: number;
  /** Mebibytes at most. */
  readonly peak: number;
}

/** A reading of Postern, with a mail of it for the others to send. */
export interface PosternReading extends DeliveryReading {
  readonly sample: Uint8Array;
}

/** From the first byte of the first webhook to the last mail in the sink: `plan.delivery.mails` posted at once. */
export async function measurePosternDelivery(
  measuring: Measuring,
  secure: SecurePort | null = null,
): Promise<PosternReading> {
  const { mails, warmUp, connections } = measuring.plan.delivery;
  const postern = await startPostern({ smtpPort: measuring.smtpPort, holdMail: false, ...secure });
  const { target, pid } = postern;
  try {
    await forgetMails(measuring);
    await post(measuring, { target, first: WARM_UP, count: warmUp, connections });
    await awaitMails(measuring, warmUp);
    const sample = await measuring.sink.ask({ do: 'sample' }, z.instanceof(Uint8Array), 30_000);
    await forgetMails(measuring);
    const before = readUsage(pid);
    const { started } = await post(measuring, { target, first: 0, count: mails, connections });
    const reading = await untilLastMail(measuring, { started, pid, cpuBefore: before.cpu });
    return { ...reading, sample };
  } finally {
    postern.end();
  }
}

/** What nodemailer's pool sends, and how. */
export interface PoolWork {
  readonly kind: 'composing' | 'prepared';
  /** A mail of Postern's. */
  readonly sample: Uint8Array;
  /** STARTTLS; plain unless given. */
  readonly secure?: SecurePort | null;
}

/** nodemailer's pool alone, over the same mails. */
export async function measurePool(
  measuring: Measuring,
  { kind, sample, secure = null }: PoolWork,
): Promise<DeliveryReading> {
  const { mails, warmUp, poolConnections } = measuring.plan.delivery;
  const pool = Worker.start('mail-pool');
  const send = (count: number) =>
    pool.ask(
      {
        port: secure?.smtpPort ?? measuring.smtpPort,
        connections: poolConnections,
        sample,
        kind,
        mails: count,
        authority: secure?.authority ?? null,
      },
      z.strictObject({ started: z.number() }),
      120_000,
    );
  try {
    await send(warmUp);
    await forgetMails(measuring);
    const before = readUsage(pool.pid);
    const { started } = await send(mails);
    return await untilLastMail(measuring, { started, pid: pool.pid, cpuBefore: before.cpu });
  } finally {
    pool.end();
  }
}

async function untilLastMail(
  measuring: Measuring,
  from: { readonly started: number; readonly pid: number; readonly cpuBefore: number },
): Promise<DeliveryReading> {
  const { mails } = measuring.plan.delivery;
  const arrived = await awaitMails(measuring, mails);
  const after = readUsage(from.pid);
  return {
    perSecond: (mails * 1_000) / (Math.max(...arrived.values()) - from.started),
    cpu: ((after.cpu - from.cpuBefore) * 1_000) / mails,
    peak: after.peak,
  };
}
