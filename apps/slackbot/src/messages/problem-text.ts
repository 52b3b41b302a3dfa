/** What happened and what to do next: every refusal says both. */
export interface ProblemText {
  readonly what: string;
  readonly next: string;
}
