import type { ProblemText } from './problem-text.ts';

/** Texts of `rules` and `recipients`. */
export interface RulesTexts {
  /** Plain, all three. */
  readonly oneTitle: (name: string) => string;
  readonly newTitle: string;
  readonly changeTitle: (name: string) => string;
  readonly none: (example: string) => string;
  readonly showing: (names: string) => string;
  readonly since: (when: string) => string;
  readonly howToEdit: (example: string) => string;
  readonly noEvents: string;
  readonly wouldMatch: (count: number, seen: number) => string;
  readonly notSaved: string;
  readonly tooLong: string;
  readonly added: string;
  readonly changed: string;
  readonly removed: (name: string) => string;
  readonly askRemove: string;
  readonly idMissing: (example: string) => ProblemText;
  readonly recipientMissing: (example: string) => ProblemText;
  readonly changeMissing: (example: string) => ProblemText;
  /** On buttons, plain. */
  readonly save: string;
  readonly remove: string;

  readonly recipients: {
    /** Plain. */
    readonly title: (level: string) => string;
    readonly none: (example: string) => string;
    readonly by: (rules: string) => string;
    readonly last: (state: string, when: string) => string;
    readonly neverMailed: string;
    readonly added: (address: string, rule: string) => string;
    readonly removed: (address: string, rule: string) => string;
    readonly thereAlready: (address: string, rule: string) => string;
    readonly notThere: (address: string, rule: string) => string;
    readonly incomplete: (example: string) => ProblemText;
    /** On buttons, plain. */
    readonly mail: string;
  };
}
