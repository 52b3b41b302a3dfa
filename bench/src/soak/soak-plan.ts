/** How long Postern is kept busy, to see whether its memory stays. */
export interface SoakPlan {
  /** Events in all, and after how many of them memory is written down. */
  readonly events: number;
  readonly step: number;
  /** Events of one portion; each step has several, and memory is read after each. */
  readonly portion: number;
  /** One event in so many is a fault that makes a mail; the others are ends of jobs, which are stored alone. */
  readonly mailEvery: number;
  readonly connections: number;
  /** Milliseconds after which the bench gives up. */
  readonly limit: number;
}

/** A million events: five to ten minutes when the machine does nothing else. */
export const FULL_SOAK_PLAN: SoakPlan = {
  events: 1_000_000,
  step: 100_000,
  portion: 10_000,
  mailEvery: 10,
  connections: 50,
  limit: 60 * 60_000,
};

/** To see that it runs: half a minute. What it says of memory means nothing. */
export const QUICK_SOAK_PLAN: SoakPlan = {
  ...FULL_SOAK_PLAN,
  events: 10_000,
  step: 2_000,
  portion: 1_000,
  limit: 3 * 60_000,
};
