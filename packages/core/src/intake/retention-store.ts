/** One step of a walk along everything of one kind, from the oldest on. */
export interface ForgetRequest {
  /** Epoch milliseconds: what was received before may go. */
  readonly before: number;
  /** Where the last step ended; empty at first. */
  readonly after: string;
  /** How many to look at: one short commit. */
  readonly limit: number;
}

/** How a step went. */
export interface ForgetStep {
  readonly forgotten: number;
  /** Where the next step goes on; null at the end. */
  readonly next: string | null;
}

/** Forgetting what is old. Each call is one commit, and none of them touches the audit log. */
export interface RetentionStore {
  /** Events with their deliveries and timelines; not those of which a delivery waits, or ended after `before`. */
  forgetEvents(request: ForgetRequest): Promise<ForgetStep>;
  /** What lies in quarantine, whatever became of it. */
  forgetQuarantined(request: ForgetRequest): Promise<ForgetStep>;
  /** By what repeats are told: after this the same report counts as new. Not those that events or quarantine still belong to. */
  forgetReports(request: ForgetRequest): Promise<ForgetStep>;
  /** Silences that ended before: they explain no event any more. Who has them in memory need not learn of it. */
  forgetSilences(request: ForgetRequest): Promise<ForgetStep>;
}
