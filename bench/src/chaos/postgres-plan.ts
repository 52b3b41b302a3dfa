import { FARTHEST_JUMP, LONGEST_ROUND, randomFrom, type ChaosPlan } from './chaos-plan.ts';
import { MOODS, type Mood } from './chaos-sink.ts';

/** Gateways, and workers: so many of each. */
export const OF_EACH = 2;

/** One round's calamities, for two gateways and two workers over one PostgreSQL. All moments are milliseconds after the first webhook. */
export interface PostgresCalamity {
  readonly mood: Mood;
  /** When the SMTP server hangs up on everybody. */
  readonly hangUpAfter: number;
  /** When the second gateway is killed with `kill -9`; null: it lives on. Another one takes its place in the next round. */
  readonly killGateway: number | null;
  /** The same for the second worker; both are killed when the round ends. */
  readonly killWorker: number | null;
  /** When the database crashes, and how many milliseconds it is away; null: it is there. */
  readonly outage: { readonly after: number; readonly lasts: number } | null;
  /** When the first of its kind is stopped where it is, and for how many milliseconds; null: none is. */
  readonly freeze: {
    readonly who: 'gateway' | 'worker';
    readonly after: number;
    readonly lasts: number;
  } | null;
  /** When clocks drift apart, and by how many milliseconds each is off from then on: gateways, then workers; null: they stay. */
  readonly skew: { readonly after: number; readonly by: readonly number[] } | null;
}

/** A run that can be repeated: the same seed gives the same calamities. */
export interface PostgresChaosPlan extends ChaosPlan {
  /** Milliseconds that the database is away, or a process stands still, at most. */
  readonly longest: number;
}

export const POSTGRES_SHORT: Omit<PostgresChaosPlan, 'seed'> = {
  rounds: 4,
  webhooks: 40,
  patience: 120_000,
  longest: 2_000,
};
/** Longer than a lease, which is 15 seconds. */
export const POSTGRES_LONG: Omit<PostgresChaosPlan, 'seed'> = {
  rounds: 30,
  webhooks: 200,
  patience: 300_000,
  longest: 25_000,
};

/** The calamities of a run. Each kind has a rhythm of its own, so that by and by every one meets every other and every mood. */
export function postgresCalamities({
  seed,
  rounds,
  longest,
}: PostgresChaosPlan): readonly PostgresCalamity[] {
  const random = randomFrom(seed);
  const moment = (): number => Math.floor(random() * LONGEST_ROUND);
  const lasts = (): number => Math.floor(random() * longest);
  const offset = (): number => Math.round((random() * 2 - 1) * FARTHEST_JUMP);
  const at = (round: number, every: number, places: readonly number[]): boolean =>
    places.includes(round % every);
  return Array.from({ length: rounds }, (_, round) => ({
    mood: MOODS[(round + seed) % MOODS.length] ?? 'well',
    hangUpAfter: moment(),
    killGateway: at(round, 5, [0, 2, 3]) ? moment() : null,
    killWorker: at(round, 7, [1, 3, 6]) ? moment() : null,
    outage: at(round, 7, [0, 3, 4, 5]) ? { after: moment(), lasts: lasts() } : null,
    freeze: at(round, 5, [1, 3])
      ? { who: random() < 0.5 ? 'gateway' : 'worker', after: moment(), lasts: lasts() }
      : null,
    skew: at(round, 11, [0, 2, 4, 6, 8])
      ? { after: moment(), by: Array.from({ length: 2 * OF_EACH }, offset) }
      : null,
  }));
}
