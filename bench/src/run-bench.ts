import type { BenchPlan } from './bench-plan.ts';
import { measurePool, measurePosternDelivery, type DeliveryReading } from './measures/measure-delivery.ts';
import { measureBareIntake, measurePosternIntake, type IntakeReading } from './measures/measure-intake.ts';
import { measureLatency, type LatencyReading } from './measures/measure-latency.ts';
import { measureStorm, type StormReading } from './measures/measure-storm.ts';
import { openPorts, type Measuring } from './measures/measuring.ts';
import { openHouse } from './postern/house.ts';
import { Worker } from './workers/worker.ts';

/** All readings, a list of rounds each. */
export interface BenchReadings {
  readonly bareIntake: readonly IntakeReading[];
  readonly posternIntake: readonly IntakeReading[];
  readonly posternDelivery: readonly DeliveryReading[];
  readonly composingPool: readonly DeliveryReading[];
  readonly preparedPool: readonly DeliveryReading[];
  readonly secureDelivery: readonly DeliveryReading[];
  readonly securePool: readonly DeliveryReading[];
  readonly latency: readonly LatencyReading[];
  /** Once. */
  readonly storm: StormReading;
}

/**
 * Measures everything, contestants in turn within each round, so that whatever else the machine does meets all alike.
 * @throws Error when something cannot be measured.
 */
export async function runBench(plan: BenchPlan, note: (text: string) => void): Promise<BenchReadings> {
  const load = Worker.start('http-load');
  const sink = Worker.start('smtp-sink');
  try {
    const measuring: Measuring = { plan, load, sink, ...(await openPorts(sink)) };
    await compileOnce(measuring);
    const rounds = [];
    for (let round = 1; round <= plan.rounds; round += 1) {
      rounds.push(
        await measureRound(measuring, (what) => {
          note(`round ${String(round)} of ${String(plan.rounds)}: ${what}`);
        }),
      );
    }
    note('a storm');
    const storm = await measureStorm(measuring);
    return {
      bareIntake: rounds.map((round) => round.bareIntake),
      posternIntake: rounds.map((round) => round.posternIntake),
      posternDelivery: rounds.map((round) => round.posternDelivery),
      composingPool: rounds.map((round) => round.composingPool),
      preparedPool: rounds.map((round) => round.preparedPool),
      secureDelivery: rounds.map((round) => round.secureDelivery),
      securePool: rounds.map((round) => round.securePool),
      latency: rounds.map((round) => round.latency),
      storm,
    };
  } finally {
    load.end();
    sink.end();
  }
}

/** The first start of an installation compiles what the others load, and keeps it when it ends in its own order. */
async function compileOnce({ smtpPort }: Measuring): Promise<void> {
  const house = await openHouse({ smtpPort, holdMail: true });
  try {
    const serving = await house.start();
    await serving.stop();
  } finally {
    house.end();
  }
}

async function measureRound(measuring: Measuring, note: (what: string) => void) {
  note('bare Express');
  const bareIntake = await measureBareIntake(measuring);
  note('Postern’s intake');
  const posternIntake = await measurePosternIntake(measuring);
  note('Postern, webhook to mail');
  const { sample, ...posternDelivery } = await measurePosternDelivery(measuring);
  note('nodemailer’s pool, composing');
  const composingPool = await measurePool(measuring, { kind: 'composing', sample });
  note('nodemailer’s pool, prepared');
  const preparedPool = await measurePool(measuring, { kind: 'prepared', sample });
  note('Postern, webhook to mail with STARTTLS');
  const { secure } = measuring;
  const secureDelivery = await measurePosternDelivery(measuring, secure);
  note('nodemailer’s pool with STARTTLS, composing');
  const securePool = await measurePool(measuring, { kind: 'composing', sample, secure });
  note('Postern, idle and at a steady rate');
  const latency = await measureLatency(measuring);
  return {
    bareIntake,
    posternIntake,
    posternDelivery,
    composingPool,
    preparedPool,
    secureDelivery,
    securePool,
    latency,
  };
}
