import { FULL_PLAN, QUICK_PLAN, type BenchPlan } from '../bench-plan.ts';

/** How much is measured on PostgreSQL; what the plan for SQLite says as well, and besides: */
export interface PostgresPlan extends BenchPlan {
  /** Rows for each reading of the database's own limit, one commit each. */
  readonly commits: number;
  /** Over how many connections these are committed. */
  readonly committing: readonly number[];
  /** How many gateways take webhooks in. */
  readonly gateways: readonly number[];
  /** How many workers send mail. */
  readonly workers: readonly number[];
}

const SHAPE = { committing: [1, 10], gateways: [1, 2], workers: [1, 2, 4] };

/** For figures worth writing down: about eight minutes when the machine does nothing else. */
export const FULL_POSTGRES_PLAN: PostgresPlan = {
  ...FULL_PLAN,
  ...SHAPE,
  commits: 5_000,
  limit: 15 * 60_000,
};

/** To see that it runs and roughly where things stand: a minute and a half. */
export const QUICK_POSTGRES_PLAN: PostgresPlan = {
  ...QUICK_PLAN,
  ...SHAPE,
  commits: 1_000,
  limit: 4 * 60_000,
};
