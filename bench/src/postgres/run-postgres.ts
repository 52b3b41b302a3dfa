import { startPostgresServer } from '@postern/core/testing';
import { z } from 'zod';
import type { DeliveryReading } from '../measures/measure-delivery.ts';
import { measureBareIntake, type IntakeReading } from '../measures/measure-intake.ts';
import { openPorts } from '../measures/measuring.ts';
import { Worker } from '../workers/worker.ts';
import {
  measureFleetDelivery,
  measureFleetIntake,
  measureFleetLatency,
  type PostgresMeasuring,
} from './measure-fleet.ts';
import type { PostgresPlan } from './postgres-plan.ts';

/** What was measured for one size of something: so many connections, gateways or workers. */
export interface Sized<Reading> {
  readonly size: number;
  readonly rounds: readonly Reading[];
}

/** All readings on PostgreSQL, a list of rounds each. */
export interface PostgresReadings {
  readonly bareIntake: readonly IntakeReading[];
  /** Commits of one row a second, by connections. */
  readonly commits: readonly Sized<number>[];
  readonly intake: readonly Sized<IntakeReading>[];
  readonly delivery: readonly Sized<DeliveryReading>[];
  readonly latency: readonly { readonly p50: number; readonly p99: number }[];
}

/**
 * Measures everything, contestants in turn within each round, over one PostgreSQL with its own settings as they come.
 * @throws Error when something cannot be measured.
 */
export async function runPostgres(
  plan: PostgresPlan,
  note: (text: string) => void,
): Promise<PostgresReadings> {
  const server = await startPostgresServer({ fsync: true });
  const loads = plan.gateways.map(() => Worker.start('http-load'));
  const sink = Worker.start('smtp-sink');
  try {
    const [load] = loads;
    if (load === undefined) throw new Error('The plan has no gateways.');
    const measuring = { plan, load, loads, sink, ...(await openPorts(sink)), server };
    const rounds: Round[] = [];
    for (let round = 1; round <= plan.rounds; round += 1) {
      note(`round ${String(round)} of ${String(plan.rounds)}`);
      rounds.push(await measureRound(measuring, note));
    }
    const sized = <Reading>(
      sizes: readonly number[],
      of: (round: Round) => readonly Reading[],
    ): readonly Sized<Reading>[] =>
      sizes.map((size, place) => ({
        size,
        rounds: rounds.flatMap((round) => of(round).slice(place, place + 1)),
      }));
    return {
      bareIntake: rounds.map(({ bareIntake }) => bareIntake),
      commits: sized(plan.committing, ({ commits }) => commits),
      intake: sized(plan.gateways, ({ intake }) => intake),
      delivery: sized(plan.workers, ({ delivery }) => delivery),
      latency: rounds.map(({ latency }) => latency),
    };
  } finally {
    for (const one of [...loads, sink]) one.end();
    await server.close();
  }
}

type Round = Awaited<ReturnType<typeof measureRound>>;

async function measureRound(
  measuring: PostgresMeasuring & { readonly plan: PostgresPlan },
  note: (what: string) => void,
) {
  const { plan } = measuring;
  const inTurn = async <Reading>(
    sizes: readonly number[],
    measure: (size: number) => Promise<Reading>,
  ): Promise<readonly Reading[]> => {
    const readings: Reading[] = [];
    for (const size of sizes) readings.push(await measure(size));
    return readings;
  };
  note('bare Express');
  const bareIntake = await measureBareIntake(measuring);
  note('commits of one row');
  const commits = await inTurn(plan.committing, (connections) => measureCommits(measuring, connections));
  note('intake');
  const intake = await inTurn(plan.gateways, (gateways) => measureFleetIntake(measuring, gateways));
  note('webhook to mail');
  const delivery = await inTurn(plan.workers, (workers) => measureFleetDelivery(measuring, workers));
  note('a steady rate');
  const latency = await measureFleetLatency(measuring);
  return { bareIntake, commits, intake, delivery, latency };
}

async function measureCommits(
  { server, plan }: PostgresMeasuring & { readonly plan: PostgresPlan },
  connections: number,
): Promise<number> {
  const committing = Worker.start('commit-rows');
  try {
    const { perSecond } = await committing.ask(
      { databaseUrl: await server.createDatabase(), connections, commits: plan.commits },
      z.strictObject({ perSecond: z.number() }),
      120_000,
    );
    return perSecond;
  } finally {
    committing.end();
  }
}
