import { MINUTE } from '../kernel/clock.ts';
import { levelKey } from '../kernel/level.ts';
import type { Logger } from '../kernel/logger.ts';
import type { IntakeLimit } from './intake-limit.ts';

/** A webhook that was turned away by a limit. */
export interface LimitRefusal {
  readonly limit: IntakeLimit;
  /** Milliseconds after which the next one is taken. */
  readonly retryAfter: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Counts webhooks against their limits, in the memory of this process. */
export interface IntakeLimiter {
  /** Whether a webhook would be turned away now; takes nothing. What is turned away is told. */
  look(limits: readonly IntakeLimit[], now: number): LimitRefusal | null;
  /** Counts a webhook against all of its limits, or against none when one of them is reached. */
  take(limits: readonly IntakeLimit[], now: number): LimitRefusal | null;
}

/** What {@link createIntakeLimiter} needs. */
export interface IntakeLimiterDeps {
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** Told of each webhook that is turned away. */
  readonly onRefusal: (refusal: LimitRefusal) => void;
}

/** So often the log counts while a limit goes on turning webhooks away. */
const LOG_EVERY = 1 * MINUTE;
/** A limit that turned nothing away for so long is kept again. */
const CALM = 5 * MINUTE;

/** What is known of one limit. */
interface Tally {
  /** How much of the minute's worth is used, as it was at {@link at}; from then on it comes back at the limit's pace. */
  used: number;
  /** Epoch milliseconds. */
  at: number;
  over: Over | null;
}

interface Over {
  readonly since: number;
  refused: number;
  lastAt: number;
  loggedAt: number;
}

/**
 * A leaky bucket for each limit: a minute's worth may come at once, then as much as the minute's pace gives back. Two numbers
 * a limit, and no timer: what is kept grows with the number of sources, never with that of webhooks.
 */
export function createIntakeLimiter({ logger, onRefusal }: IntakeLimiterDeps): IntakeLimiter {
  const tallies = new Map<string, Tally>();

  function tallyOf({ key, perMinute }: IntakeLimit, now: number): Tally {
    const tally = tallies.get(key) ?? { used: 0, at: now, over: null };
    tallies.set(key, tally);
    // A clock that was put back gives nothing back, and takes nothing either.
    const passed = Math.max(0, now - tally.at);
    tally.used = Math.max(0, tally.used - (passed * perMinute) / MINUTE);
    tally.at = now;
    return tally;
  }

  function refusalOf(limits: readonly IntakeLimit[], now: number): LimitRefusal | null {
    for (const limit of limits) {
      const { perMinute } = limit;
      const missing = tallyOf(limit, now).used + 1 - perMinute;
      // Sums of fractions are not exact.
      if (missing > 1e-6) return { limit, retryAfter: (missing * MINUTE) / perMinute, at: now };
    }
    return null;
  }

  function refuse(refusal: LimitRefusal): LimitRefusal {
    const { limit, at } = refusal;
    const tally = tallyOf(limit, at);
    calm(limit, tally, at);
    const first = tally.over === null;
    const over = (tally.over ??= { since: at, refused: 0, lastAt: at, loggedAt: at });
    over.refused += 1;
    over.lastAt = at;
    if (first || at - over.loggedAt >= LOG_EVERY) {
      over.loggedAt = at;
      logger.warn(logged(limit, over), 'more webhooks than the limit: they are answered 429');
    }
    onRefusal(refusal);
    return refusal;
  }

  /** Ends what is long over. */
  function calm(limit: IntakeLimit, tally: Tally, now: number): void {
    if (tally.over === null || now - tally.over.lastAt < CALM) return;
    logger.info(logged(limit, tally.over), 'webhooks keep their limit again');
    tally.over = null;
  }

  return {
    look(limits, now) {
      const refusal = refusalOf(limits, now);
      return refusal === null ? null : refuse(refusal);
    },
    take(limits, now) {
      const refusal = refusalOf(limits, now);
      if (refusal !== null) return refuse(refusal);
      for (const limit of limits) {
        const tally = tallyOf(limit, now);
        tally.used += 1;
        calm(limit, tally, now);
      }
      return null;
    },
  };
}

function logged({ level, source, perMinute }: IntakeLimit, { since, refused }: Over) {
  const whose = source === null ? {} : { source: source.id };
  return { level: levelKey(level), ...whose, limitPerMinute: perMinute, since, refused };
}
