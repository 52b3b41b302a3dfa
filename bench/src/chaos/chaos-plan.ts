import { MOODS, type Mood } from './chaos-sink.ts';

/** One calamity. */
export interface Calamity {
  readonly mood: Mood;
  /** Milliseconds after the first webhook of the round at which the gateway is killed with `kill -9`. */
  readonly killAfter: number;
  /** Milliseconds after the first webhook at which the SMTP server hangs up on everybody. */
  readonly hangUpAfter: number;
}

/** A run that can be repeated: the same seed gives the same calamities. */
export interface ChaosPlan {
  readonly seed: number;
  readonly rounds: number;
  /** Webhooks that begin in each round. */
  readonly webhooks: number;
  /** Milliseconds for the last mail, once all is well again. */
  readonly patience: number;
}

export const SHORT: Omit<ChaosPlan, 'seed'> = { rounds: 6, webhooks: 60, patience: 120_000 };
export const LONG: Omit<ChaosPlan, 'seed'> = { rounds: 100, webhooks: 200, patience: 300_000 };

/** Milliseconds. */
const LONGEST_ROUND = 3_000;

/** The calamities of a run; every mood comes before one comes again. */
export function calamities({ seed, rounds }: ChaosPlan): readonly Calamity[] {
  const random = randomFrom(seed);
  return Array.from({ length: rounds }, (_, round) => ({
    mood: MOODS[(round + seed) % MOODS.length] ?? 'well',
    killAfter: Math.floor(random() * LONGEST_ROUND),
    hangUpAfter: Math.floor(random() * LONGEST_ROUND),
  }));
}

/** Mulberry32: small, even, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
