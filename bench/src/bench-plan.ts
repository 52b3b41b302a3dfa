/** How much is measured. Every contestant of a measure does the same, in turn, `rounds` times. */
export interface BenchPlan {
  readonly rounds: number;
  readonly intake: {
    /** Posted before the clock starts, so that every contestant runs compiled code. */
    readonly warmUp: number;
    readonly requests: number;
    readonly connections: number;
  };
  readonly delivery: {
    /** Likewise. */
    readonly warmUp: number;
    readonly mails: number;
    /** Of the load generator. */
    readonly connections: number;
    /** Of nodemailer's pools. */
    readonly poolConnections: number;
  };
  readonly latency: { readonly perSecond: number; readonly mails: number };
  /** Measured once: it takes as long as it takes. */
  readonly storm: {
    readonly faults: number;
    readonly perSecond: number;
    /** Mails about all of it: ten, the one that says that a storm began, and the one about all others at its end. */
    readonly most: number;
    /** Whether the mail about all others is waited for, which comes a minute after the first. */
    readonly awaitsEnd: boolean;
  };
  /** Milliseconds of nothing to do before memory counts as idle. */
  readonly idle: number;
  /** Milliseconds after which the bench gives up. */
  readonly limit: number;
}

/**
 * For figures worth writing down: about six minutes when the machine does nothing else. Two thousand to warm up: before, V8
 * still compiles, and whoever does more work is at a disadvantage.
 */
export const FULL_PLAN: BenchPlan = {
  rounds: 3,
  intake: { warmUp: 2_000, requests: 20_000, connections: 50 },
  delivery: { warmUp: 2_000, mails: 5_000, connections: 50, poolConnections: 10 },
  latency: { perSecond: 20, mails: 400 },
  // 57 s: so that all of it is one storm.
  storm: { faults: 10_000, perSecond: 175, most: 12, awaitsEnd: true },
  idle: 3_000,
  limit: 12 * 60_000,
};

/** To see that it runs and roughly where things stand: a minute or so. */
export const QUICK_PLAN: BenchPlan = {
  rounds: 1,
  intake: { warmUp: 500, requests: 3_000, connections: 50 },
  delivery: { warmUp: 300, mails: 1_000, connections: 50, poolConnections: 10 },
  latency: { perSecond: 20, mails: 60 },
  storm: { faults: 1_000, perSecond: 175, most: 12, awaitsEnd: false },
  idle: 1_000,
  limit: 3 * 60_000,
};
