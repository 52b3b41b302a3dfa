import type { ProblemText } from './problem-text.ts';

/** Texts of `history` and `rollback`. */
export interface RevisionTexts {
  /** Plain. */
  readonly title: (level: string) => string;
  readonly none: string;
  readonly states: Readonly<Record<'draft' | 'active' | 'superseded', string>>;
  readonly line: (number: string, state: string, by: string) => string;
  readonly passed: string;
  readonly failed: string;
  readonly untested: string;
  /** Of its test mail; `when` is a moment. */
  readonly arrived: (when: string) => string;
  readonly next: (example: string) => string;
  /** On a button, plain. */
  readonly open: string;
  readonly older: string;
  readonly newest: string;
  readonly numberMissing: (example: string) => ProblemText;
  readonly rolledBack: (to: number, number: number) => string;
  readonly notTested: string;
  readonly unchanged: (number: number) => string;
  /** Before a rollback that drops a draft. */
  readonly dropsDraft: (number: number, draft: number) => string;
}
