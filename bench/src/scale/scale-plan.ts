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

/** About four minutes, half of them for filling the database. */
export const SCALE_PLAN: ScalePlan = {
  requests: 8_000,
  warmUp: 2_000,
  connections: 50,
  rules: 5_000,
  rows: 1_000_000,
  steady: { perSecond: 20, mails: 300 },
  flood: 5_000,
  limit: 15 * 60_000,
};
