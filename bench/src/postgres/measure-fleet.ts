import type { PostgresServer } from '@postern/core/testing';
import type { LoadResult } from '../http/post-load.ts';
import type { DeliveryReading } from '../measures/measure-delivery.ts';
import type { IntakeReading } from '../measures/measure-intake.ts';
import { awaitMails, forgetMails, post, WARM_UP, type Measuring } from '../measures/measuring.ts';
import type { Serving } from '../postern/house.ts';
import { quantile } from '../spread.ts';
import type { Worker } from '../workers/worker.ts';
import { startFleet } from './fleet.ts';

/** What every measure on PostgreSQL works with. */
export interface PostgresMeasuring extends Measuring {
  readonly server: PostgresServer;
  /** Load generators, one for each gateway. */
  readonly loads: readonly Worker[];
}

/** So many gateways, each with its part of the load at the same time; mail is held, to leave intake alone. */
export async function measureFleetIntake(
  measuring: PostgresMeasuring,
  gateways: number,
): Promise<IntakeReading> {
  const { warmUp, requests, connections } = measuring.plan.intake;
  const fleet = await startFleet({ ...measuring, gateways, workers: 0 });
  try {
    await postToAll(measuring, fleet.gateways, { first: WARM_UP, count: warmUp, connections });
    const before = fleet.usage();
    const results = await postToAll(measuring, fleet.gateways, { first: 0, count: requests, connections });
    const after = fleet.usage();
    const took = results.flatMap((result) => result.took);
    const started = Math.min(...results.map((result) => result.started));
    const ended = Math.max(...results.map((result) => result.ended));
    return {
      perSecond: (took.length * 1_000) / (ended - started),
      p50: quantile(took, 0.5),
      p99: quantile(took, 0.99),
      cpu: ((after.cpu - before.cpu) * 1_000) / took.length,
      peak: after.peak,
    };
  } finally {
    fleet.end();
  }
}

function postToAll(
  measuring: PostgresMeasuring,
  gateways: readonly Serving[],
  load: { readonly first: number; readonly count: number; readonly connections: number },
): Promise<readonly LoadResult[]> {
  const part = (whole: number): number => Math.ceil(whole / gateways.length);
  return Promise.all(
    gateways.map(({ target }, place) =>
      post(
        { ...measuring, load: measuring.loads[place] ?? measuring.load },
        {
          target,
          first: load.first + place * part(load.count),
          count: part(load.count),
          connections: part(load.connections),
        },
      ),
    ),
  );
}

/** One gateway and so many workers: from the first byte of the first webhook to the last mail in the sink. */
export async function measureFleetDelivery(
  measuring: PostgresMeasuring,
  workers: number,
): Promise<DeliveryReading> {
  const { mails, warmUp, connections } = measuring.plan.delivery;
  const fleet = await startFleet({ ...measuring, gateways: 1, workers });
  try {
    const target = targetOf(fleet.gateways);
    await forgetMails(measuring);
    await post(measuring, { target, first: WARM_UP, count: warmUp, connections });
    await awaitMails(measuring, warmUp);
    await forgetMails(measuring);
    const before = fleet.usage();
    const { started } = await post(measuring, { target, first: 0, count: mails, connections });
    const arrived = await awaitMails(measuring, mails);
    const after = fleet.usage();
    return {
      perSecond: (mails * 1_000) / (Math.max(...arrived.values()) - started),
      cpu: ((after.cpu - before.cpu) * 1_000) / mails,
      peak: after.peak,
    };
  } finally {
    fleet.end();
  }
}

/** One gateway, one worker, and little to do: milliseconds from sending a webhook to its mail in the sink. */
export async function measureFleetLatency(
  measuring: PostgresMeasuring,
): Promise<{ readonly p50: number; readonly p99: number }> {
  const { latency, delivery } = measuring.plan;
  const fleet = await startFleet({ ...measuring, gateways: 1, workers: 1 });
  try {
    const target = targetOf(fleet.gateways);
    await forgetMails(measuring);
    await post(measuring, { target, first: WARM_UP, count: delivery.warmUp, connections: 4 });
    await awaitMails(measuring, delivery.warmUp);
    await forgetMails(measuring);
    const load = { target, first: 0, count: latency.mails, connections: 4 };
    const { sent } = await post(measuring, load, latency.perSecond);
    const arrived = await awaitMails(measuring, latency.mails);
    const took = sent.map((at, number) => (arrived.get(number) ?? Infinity) - at);
    return { p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
  } finally {
    fleet.end();
  }
}

function targetOf([gateway]: readonly Serving[]): Serving['target'] {
  if (gateway === undefined) throw new Error('There is no gateway.');
  return gateway.target;
}
