import { setTimeout as pause } from 'node:timers/promises';
import { startPostern } from '../postern/running-postern.ts';
import { readUsage } from '../process-usage.ts';
import { quantile } from '../spread.ts';
import { awaitMails, forgetMails, post, WARM_UP, type Measuring } from './measuring.ts';

/** How Postern is when there is little to do, once. */
export interface LatencyReading {
  /** Milliseconds from its start to ready. */
  readonly ready: number;
  /** Mebibytes while it idles after its start. */
  readonly idle: number;
  /** Milliseconds from sending a webhook to its mail in the sink, at `plan.latency.perSecond`. */
  readonly p50: number;
  readonly p99: number;
}

/** Starts, idles, then gets webhooks at a steady rate. */
export async function measureLatency(measuring: Measuring): Promise<LatencyReading> {
  const { latency, delivery, idle } = measuring.plan;
  const postern = await startPostern({ smtpPort: measuring.smtpPort, holdMail: false });
  const { target, pid, ready } = postern;
  try {
    await pause(idle);
    const { resident } = readUsage(pid);
    await forgetMails(measuring);
    await post(measuring, { target, first: WARM_UP, count: delivery.warmUp, connections: 4 });
    await awaitMails(measuring, delivery.warmUp);
    await forgetMails(measuring);
    const { sent } = await post(
      measuring,
      { target, first: 0, count: latency.mails, connections: 4 },
      latency.perSecond,
    );
    const arrived = await awaitMails(measuring, latency.mails);
    const took = sent.map((at, number) => (arrived.get(number) ?? Infinity) - at);
    return { ready, idle: resident, p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
  } finally {
    postern.end();
  }
}
