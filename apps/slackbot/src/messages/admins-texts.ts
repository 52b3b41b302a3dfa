import type { ProblemText } from './problem-text.ts';

/** Texts of `admins` and `claim`. Names of people and groups come as mentions. */
export interface AdminsTexts {
  /** Plain. */
  readonly title: (level: string) => string;
  readonly none: (example: string) => string;
  readonly configured: (who: string) => string;
  readonly granted: (who: string, author: string, when: string) => string;
  readonly otherWorkspace: (id: string) => string;
  readonly remove: string;
  readonly list: string;
  readonly added: (who: string, level: string) => string;
  readonly known: (who: string, level: string) => string;
  readonly removed: (who: string, level: string) => string;
  readonly notThere: (who: string, level: string) => string;
  readonly removeQuestion: (who: string, level: string) => string;
  readonly whoMissing: (example: string) => ProblemText;
  readonly notAMention: (word: string, example: string) => ProblemText;
  readonly claimed: string;
  readonly help: string;
  readonly claimMissing: (example: string) => ProblemText;
  readonly claimRefused: (command: string) => ProblemText;
}
