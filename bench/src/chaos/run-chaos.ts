import { setTimeout as delay } from 'node:timers/promises';
import { openHouse, type Serving } from '../postern/house.ts';
import { calamities, type Calamity, type ChaosPlan } from './chaos-plan.ts';
import { startChaosSink } from './chaos-sink.ts';
import { recover, type ChaosParts } from './recover.ts';
import { happened, moodsOf, type ChaosOutcome } from './report-chaos.ts';
import { createSenders } from './sender.ts';

/** Kills and breaks things as planned while webhooks come, then sees to it that all is well and counts. */
export async function runChaos(plan: ChaosPlan, progress: (text: string) => void): Promise<ChaosOutcome> {
  const sink = await startChaosSink();
  const house = await openHouse({ smtpPort: sink.port, holdMail: false });
  const senders = createSenders();
  try {
    const rounds = calamities(plan);
    for (const [index, calamity] of rounds.entries()) {
      progress(`round ${String(index + 1)} of ${String(plan.rounds)}: ${nameOf(calamity)}`);
      await oneRound(calamity, { house, sink, senders, first: index * plan.webhooks, count: plan.webhooks });
    }
    const start = async () => [await house.start({ clockJumps: true })];
    const counts = await recover({ house, sink, senders }, { start, patience: plan.patience });
    return {
      ...counts,
      broken: broken(rounds),
      again: `--seed ${String(plan.seed)} --rounds ${String(plan.rounds)}`,
    };
  } finally {
    house.end();
    await sink.close();
  }
}

function broken(rounds: readonly Calamity[]): ChaosOutcome['broken'] {
  return [
    ['rounds, each ended by kill -9', String(rounds.length)],
    ['SMTP server', moodsOf(rounds)],
    ['two gateways on one database', happened(rounds, ({ killSecondAfter }) => killSecondAfter)],
    ['clock set, up to an hour either way', happened(rounds, ({ jump }) => jump)],
    ['disk full', happened(rounds, ({ room }) => room)],
  ];
}

function nameOf({ mood, killSecondAfter, jump, room }: Calamity): string {
  return [
    mood,
    ...(killSecondAfter === null ? [] : ['two gateways']),
    ...(jump === null ? [] : [`clock ${String(Math.round(jump.by / 60_000))} min`]),
    ...(room === null ? [] : ['full disk']),
  ].join(', ');
}

async function oneRound(
  { mood, killAfter, killSecondAfter, hangUpAfter, jump, room }: Calamity,
  parts: ChaosParts & { readonly first: number; readonly count: number },
): Promise<void> {
  const { house, sink, senders, first, count } = parts;
  const surroundings = { clockJumps: true, ...(room === null ? {} : { room }) };
  const kills = killSecondAfter === null ? [killAfter] : [killAfter, killSecondAfter];
  const running = await Promise.all(
    kills.map(async (after) => ({ after, gateway: await house.start(surroundings) })),
  );
  let alive: readonly Serving[] = running.map(({ gateway }) => gateway);
  const aim = (): void => senders.aim(alive.map(({ target }) => target));
  aim();
  sink.mood = mood;
  for (let number = first; number < first + count; number += 1) senders.send(number);
  await Promise.all([
    delay(hangUpAfter).then(() => sink.hangUp()),
    ...(jump === null ? [] : [delay(jump.after).then(() => house.setClock(jump.by))]),
    ...running.map(async ({ after, gateway }) => {
      await delay(after);
      alive = alive.filter((one) => one !== gateway);
      aim();
      gateway.kill();
    }),
  ]);
}
