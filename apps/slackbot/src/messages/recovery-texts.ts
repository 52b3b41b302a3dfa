/** Texts about the mail that says that a trouble is over. */
export interface RecoveryTexts {
  /** In the line of a rule that tells of it, and of one that does not. */
  readonly told: string;
  readonly untold: string;
  /** The options of the form, plain. */
  readonly on: string;
  readonly off: string;
  /** How the word is typed. */
  readonly example: string;
}
