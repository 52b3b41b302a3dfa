import { HOUR, MINUTE, SECOND } from '../kernel/clock.ts';

/** When a delivery is tried again, counted from the first try (ZoneMTA's deferral times), then every {@link EVERY}. */
const POINTS = [5 * MINUTE, 12 * MINUTE, 20 * MINUTE, 45 * MINUTE, 2 * HOUR, 4 * HOUR, 8 * HOUR];

/**
 * Points before those for a server that was not reached: refused and timed-out connections are mostly a restart or a
 * short cut, so a relay that was down for 30 s delays mail by about that, and nobody is bothered by an early try.
 */
const EARLY_POINTS = [15 * SECOND, 60 * SECOND];

const EVERY = 4 * HOUR;

/** Jitter only ever adds: up to 10 % of the pause, but room for at least 2 s and at most 15 min (Hook0). */
const JITTER = { part: 0.1, least: 2 * SECOND, most: 15 * MINUTE };

/** What the pause depends on. */
export interface FailedTry {
  /** Tries made, this one included: 1 after the first. */
  readonly attempts: number;
  /** The server was not reached at all, so trying again soon costs nobody anything. */
  readonly unreached: boolean;
  /** 0 up to but not including 1: spreads the tries. */
  readonly random: number;
}

/** Milliseconds until the next try. Has no end of its own: the delivery's expiry ends it. */
export function retryPause({ attempts, unreached, random }: FailedTry): number {
  const points = unreached ? [...EARLY_POINTS, ...POINTS] : POINTS;
  const next = points[attempts - 1];
  const pause = next === undefined ? EVERY : next - (points[attempts - 2] ?? 0);
  return pause + Math.floor(jitterRoom(pause) * random);
}

function jitterRoom(pause: number): number {
  return Math.min(Math.max(pause * JITTER.part, JITTER.least), JITTER.most);
}
