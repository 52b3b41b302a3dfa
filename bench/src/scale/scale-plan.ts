/** How much is measured of what happens when there is much of everything. */
export interface ScalePlan {
  /** Webhooks at once for each reading of intake, after `warmUp`. */
  readonly requests: number;
  readonly warmUp: number;
  readonly connections: number;
  /** Rules besides the one that matches. */
  readonly rules: number;
  /** Delivered mails in a full database. */
  readonly rows: number;
  /** The steady rate of the organization whose wait is measured, and how many mails. */
  readonly steady: { readonly perSecond: number; readonly mails: number };
  /** What its neighbour posts at once. */
  readonly flood: number;
  /** Milliseconds after which the bench gives up. */
  readonly limit: number;
}

/** About five minutes; ten million rows take some fifteen more, and 40 GB. */
export const SCALE_PLAN: ScalePlan = {
  requests: 8_000,
  warmUp: 2_000,
  connections: 50,
  rules: 5_000,
  rows: 1_000_000,
  steady: { perSecond: 20, mails: 300 },
  flood: 5_000,
  limit: 60 * 60_000,
};

/**
 * The databases over which the same work is done, on the way to so many rows.
 * @throws RangeError when that is no number above a thousand.
 */
export function growthSizes(rows: number): readonly number[] {
  if (!Number.isInteger(rows) || rows <= 1_000) throw new RangeError('Give more than 1,000 rows.');
  return [1_000, ...(rows > 1_000_000 ? [1_000_000] : []), rows];
}
