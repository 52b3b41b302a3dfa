import { setTimeout as delay } from 'node:timers/promises';
import { startPostgresServer, type PostgresServer } from '@postern/core/testing';
import { openHouse, type Serving } from '../postern/house.ts';
import { startChaosSink } from './chaos-sink.ts';
import {
  OF_EACH,
  postgresCalamities,
  type PostgresCalamity,
  type PostgresChaosPlan,
} from './postgres-plan.ts';
import { recover, type ChaosParts } from './recover.ts';
import { happened, moodsOf, type ChaosOutcome } from './report-chaos.ts';
import { createSenders } from './sender.ts';

/** Two gateways and two workers, as long as they live. */
interface Fleet {
  readonly gateways: Serving[];
  readonly workers: Serving[];
}

/** Kills and breaks things as planned, the database among them, while webhooks come; then sees to it that all is well and counts. */
export async function runPostgresChaos(
  plan: PostgresChaosPlan,
  progress: (text: string) => void,
): Promise<ChaosOutcome> {
  const server = await startPostgresServer({ fsync: true });
  const sink = await startChaosSink();
  try {
    const databaseUrl = await server.createDatabase();
    const house = await openHouse({ smtpPort: sink.port, holdMail: false, databaseUrl });
    try {
      const parts = { house, sink, senders: createSenders() };
      const rounds = postgresCalamities(plan);
      const fleet: Fleet = { gateways: [], workers: [] };
      for (const [index, calamity] of rounds.entries()) {
        progress(`round ${String(index + 1)} of ${String(plan.rounds)}: ${nameOf(calamity)}`);
        await complete(fleet, parts);
        for (let place = 0; place < plan.webhooks; place += 1)
          parts.senders.send(index * plan.webhooks + place);
        await oneRound(calamity, { ...parts, fleet, server });
      }
      const start = async (): Promise<readonly Serving[]> => {
        await complete(fleet, parts);
        return fleet.gateways;
      };
      const counts = await recover(parts, { start, patience: plan.patience });
      const again = `--postgres --seed ${String(plan.seed)} --rounds ${String(plan.rounds)}`;
      return { ...counts, broken: broken(rounds), again };
    } finally {
      house.end();
    }
  } finally {
    await sink.close();
    await server.close();
  }
}

/** Gateways in the place of those that were killed, and new workers: the old ones remember which server is in trouble, and would try nothing. */
async function complete({ gateways, workers }: Fleet, { house, senders }: ChaosParts): Promise<void> {
  for (const worker of workers.splice(0)) worker.kill();
  const start = async (list: Serving[], role: 'gateway' | 'worker'): Promise<void> => {
    const missing = Array.from({ length: OF_EACH - list.length }, () =>
      house.start({ role, clockJumps: true }),
    );
    list.push(...(await Promise.all(missing)));
  };
  await Promise.all([start(gateways, 'gateway'), start(workers, 'worker')]);
  senders.aim(gateways.map(({ target }) => target));
}

async function oneRound(
  { mood, hangUpAfter, killGateway, killWorker, outage, freeze, skew }: PostgresCalamity,
  { sink, senders, fleet, server }: ChaosParts & { readonly fleet: Fleet; readonly server: PostgresServer },
): Promise<void> {
  const { gateways, workers } = fleet;
  const all = [...gateways, ...workers];
  const frozen = freeze === null ? undefined : (freeze.who === 'gateway' ? gateways : workers)[0];
  sink.mood = mood;
  const kill = (list: Serving[]): void => {
    list.pop()?.kill();
    senders.aim(gateways.map(({ target }) => target));
  };
  await Promise.all([
    delay(hangUpAfter).then(() => sink.hangUp()),
    killGateway === null ? null : delay(killGateway).then(() => kill(gateways)),
    killWorker === null ? null : delay(killWorker).then(() => kill(workers)),
    skew === null
      ? null
      : delay(skew.after).then(() => {
          for (const [place, one] of all.entries()) one.setClock(skew.by[place] ?? 0);
        }),
    outage === null
      ? null
      : delay(outage.after)
          .then(() => server.crash())
          .then(() => delay(outage.lasts))
          .then(() => server.start()),
    freeze === null
      ? null
      : delay(freeze.after)
          .then(() => frozen?.freeze())
          .then(() => delay(freeze.lasts))
          .then(() => frozen?.thaw()),
  ]);
}

function broken(rounds: readonly PostgresCalamity[]): ChaosOutcome['broken'] {
  return [
    ['rounds, with two gateways and two workers', String(rounds.length)],
    ['SMTP server', moodsOf(rounds)],
    ['a gateway killed with kill -9', happened(rounds, ({ killGateway }) => killGateway)],
    ['both workers killed with kill -9', 'at the end of each round'],
    ['one of them before that', happened(rounds, ({ killWorker }) => killWorker)],
    ['the database crashed and away', happened(rounds, ({ outage }) => outage)],
    ['the longest time that it was away', seconds(rounds.map(({ outage }) => outage?.lasts ?? 0))],
    ['a process frozen', happened(rounds, ({ freeze }) => freeze)],
    ['the longest time that one was', seconds(rounds.map(({ freeze }) => freeze?.lasts ?? 0))],
    ['clocks apart, up to an hour either way each', happened(rounds, ({ skew }) => skew)],
  ];
}

function seconds(times: readonly number[]): string {
  return `${(Math.max(...times) / 1_000).toFixed(1)} s`;
}

function nameOf({ mood, killGateway, killWorker, outage, freeze, skew }: PostgresCalamity): string {
  return [
    mood,
    ...(killGateway === null ? [] : ['gateway killed']),
    ...(killWorker === null ? [] : ['worker killed']),
    ...(outage === null ? [] : [`database away for ${String(outage.lasts)} ms`]),
    ...(freeze === null ? [] : [`${freeze.who} frozen for ${String(freeze.lasts)} ms`]),
    ...(skew === null ? [] : ['clocks apart']),
  ].join(', ');
}
