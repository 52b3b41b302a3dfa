import type { StormLimit } from './rule-pace.ts';

/** Mails of one rule to one address, as far as storms are told by them. */
export interface StormCount {
  /** Epoch milliseconds: when this stretch began. */
  readonly startedAt: number;
  /** Counts up to one more than the limit, then stands. */
  readonly count: number;
}

/**
 * The count with one more event at that moment (epoch milliseconds). A storm that goes on into the next stretch stays
 * one, so that it does not begin anew with single mails; after a stretch without any, all is forgotten. The same object
 * when nothing changes: there is nothing to write then.
 */
export function countForStorm(
  before: StormCount | null,
  at: number,
  { most, within }: StormLimit,
): StormCount {
  const fresh = { startedAt: at, count: 1 };
  if (before === null || at < before.startedAt - within || at >= before.startedAt + 2 * within) return fresh;
  const storms = before.count > most;
  if (at < before.startedAt + within) return storms ? before : { ...before, count: before.count + 1 };
  return storms ? { startedAt: at, count: most + 1 } : fresh;
}
