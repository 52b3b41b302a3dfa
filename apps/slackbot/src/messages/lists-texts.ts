import type { ProblemText } from './problem-text.ts';

/** Texts of lists of recipients. */
export interface ListsTexts {
  /** Plain, both. */
  readonly title: (level: string) => string;
  readonly oneTitle: (name: string) => string;
  readonly none: (example: string) => string;
  readonly added: (example: string) => string;
  readonly changed: string;
  readonly unchanged: string;
  readonly removed: (name: string) => string;
  readonly askRemove: (name: string) => string;
  readonly howToChange: (example: string) => string;
  readonly nameMissing: (example: string) => ProblemText;
  readonly addressMissing: (example: string) => ProblemText;
  /** On buttons, plain. */
  readonly open: string;
  readonly remove: string;
  readonly all: string;
}
