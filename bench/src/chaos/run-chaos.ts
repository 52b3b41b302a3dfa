import type { Delivery } from '@postern/core';
import { setTimeout as delay } from 'node:timers/promises';
import { monotonic } from '../monotonic.ts';
import { openHouse, type House, type Serving } from '../postern/house.ts';
import { calamities, FARTHEST_JUMP, type Calamity, type ChaosPlan } from './chaos-plan.ts';
import { startChaosSink, type ChaosMail, type ChaosSink } from './chaos-sink.ts';
import { isQuiet, readDeliveries, releaseWaiting } from './kept-deliveries.ts';
import { createSenders, type Senders } from './sender.ts';

/** What came of a run. */
export interface ChaosOutcome {
  readonly plan: ChaosPlan;
  readonly rounds: readonly Calamity[];
  readonly accepted: number;
  readonly sentAgain: number;
  /** Times that a gateway said it could not take a webhook now. */
  readonly refused: number;
  readonly mails: number;
  /** Deliveries of which no mail came although they are called done; and webhooks that never became a delivery. */
  readonly lost: number;
  /** Deliveries that wait for their next try: an outcome was not known, or a server was in trouble. */
  readonly waiting: number;
  /** Webhooks of which more than one mail came. */
  readonly doubled: readonly number[];
  /** Of these, those that no delivery is marked for as a possible duplicate. */
  readonly unmarked: readonly number[];
  /** Of the doubled ones, those whose mails have different Message-IDs, so that readers do not fold them. */
  readonly apart: readonly number[];
  /** Milliseconds from the end of the calamities to the last mail. */
  readonly recovered: number;
}

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
    return await recover(plan, { house, sink, senders, rounds });
  } finally {
    house.end();
    await sink.close();
  }
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
  parts: {
    readonly house: House;
    readonly sink: ChaosSink;
    readonly senders: Senders;
    readonly first: number;
    readonly count: number;
  },
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

/** Milliseconds, longer than any lease. */
const AFTER_ALL = 300_000;

async function recover(
  plan: ChaosPlan,
  parts: {
    readonly house: House;
    readonly sink: ChaosSink;
    readonly senders: Senders;
    readonly rounds: readonly Calamity[];
  },
): Promise<ChaosOutcome> {
  const { house, sink, senders, rounds } = parts;
  sink.mood = 'well';
  // Beyond where it ever was: what was to be tried again by a clock that was ahead is due.
  const shift = FARTHEST_JUMP + AFTER_ALL;
  house.setClock(shift);
  const running = await house.start({ clockJumps: true });
  senders.aim([running.target]);
  const began = monotonic();
  await senders.finish();
  await releaseWaiting(house.furnishing);
  let deliveries = await readDeliveries(house.furnishing);
  while (!isQuiet(deliveries, Date.now() + shift) && monotonic() - began < plan.patience) {
    await delay(1_000);
    deliveries = await readDeliveries(house.furnishing);
  }
  const recovered = monotonic() - began;
  running.kill();
  return { ...count(senders, sink, deliveries), plan, rounds, recovered };
}

function count(
  senders: Senders,
  sink: ChaosSink,
  deliveries: readonly Delivery[],
): Omit<ChaosOutcome, 'plan' | 'rounds' | 'recovered'> {
  const arrived = new Set(sink.mails.map(deliveryOf));
  const missing = deliveries.filter(({ id }) => !arrived.has(id));
  const waiting = missing.filter(({ dueAt }) => dueAt !== null).length;
  const marked = new Set(deliveries.flatMap(({ id, maybeDuplicate }) => (maybeDuplicate ? [id] : [])));
  const byNumber = Map.groupBy(sink.mails, ({ number }) => number);
  const doubled = [...byNumber].filter(([, mails]) => mails.length > 1);
  const apart = doubled.filter(([, mails]) => new Set(mails.map(({ messageId }) => messageId)).size > 1);
  return {
    accepted: senders.accepted.size,
    sentAgain: senders.again,
    refused: senders.refused,
    mails: sink.mails.length,
    lost: missing.length - waiting + Math.max(0, senders.accepted.size - deliveries.length),
    waiting,
    doubled: doubled.map(([number]) => number),
    unmarked: doubled
      .filter(([, mails]) => !mails.some((mail) => marked.has(deliveryOf(mail))))
      .map(([number]) => number),
    apart: apart.map(([number]) => number),
  };
}

/** A mail's Message-ID begins with the id of its delivery. */
function deliveryOf({ messageId }: ChaosMail): string {
  return /^<([^@]+)@/.exec(messageId)?.[1] ?? '';
}
