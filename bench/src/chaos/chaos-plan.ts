import { MOODS, type Mood } from './chaos-sink.ts';

/** One calamity. */
export interface Calamity {
  readonly mood: Mood;
  /** Milliseconds after the first webhook of the round at which the gateway is killed with `kill -9`. */
  readonly killAfter: number;
  /** Milliseconds after the first webhook at which the SMTP server hangs up on everybody. */
  readonly hangUpAfter: number;
  /** The same for a second gateway on the same database; null: there is one alone. */
  readonly killSecondAfter: number | null;
  /** A jump of the clock; null: it goes on as clocks do. */
  readonly jump: ClockJump | null;
  /** Bytes until the disk is full; null: there is room. */
  readonly room: number | null;
}

/** A jump of the clock in the middle of a round. */
export interface ClockJump {
  /** Milliseconds after the first webhook. */
  readonly after: number;
  /** Milliseconds that the clock is off from then on, either way. */
  readonly by: number;
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

/** Milliseconds within which the calamities of a round begin. */
export const LONGEST_ROUND = 2_000;
/** Milliseconds that the clock is off at most. */
export const FARTHEST_JUMP = 3_600_000;
/** Bytes: enough to start, too little for a round. */
const LITTLE_ROOM = 131_072;

/** The calamities of a run; every mood comes before one comes again, and by and by with everything else. */
export function calamities({ seed, rounds }: ChaosPlan): readonly Calamity[] {
  const random = randomFrom(seed);
  return Array.from({ length: rounds }, (_, round) => ({
    mood: MOODS[(round + seed) % MOODS.length] ?? 'well',
    killAfter: Math.floor(random() * LONGEST_ROUND),
    hangUpAfter: Math.floor(random() * LONGEST_ROUND),
    // Not where the disk is full: the first would take the room that the second needs to start.
    killSecondAfter: round % 7 < 3 && !isFull(round) ? Math.floor(random() * LONGEST_ROUND) : null,
    // Of five rounds two have a jump and two a full disk, of seven three have two gateways: with six moods, each meets each.
    jump: [1, 3].includes(round % 5)
      ? {
          after: Math.floor(random() * LONGEST_ROUND),
          by: Math.round((random() * 2 - 1) * FARTHEST_JUMP),
        }
      : null,
    room: isFull(round) ? LITTLE_ROOM + Math.floor(random() * LITTLE_ROOM) : null,
  }));
}

function isFull(round: number): boolean {
  return [2, 4].includes(round % 5);
}

/** Mulberry32: small, even, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
