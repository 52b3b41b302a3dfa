import type { ProblemText } from './problem-text.ts';

/** Texts of `set`, `unset`, `reset` and `activate`. */
export interface ChangeTexts {
  readonly valueMissing: (field: string, example: string) => ProblemText;
  readonly nothingToSet: (example: string) => ProblemText;
  readonly unknownField: (word: string, help: string) => ProblemText;
  readonly nearField: (word: string, field: string, example: string) => ProblemText;
  /** A word behind others that names no field; it is not repeated, since it may be a secret. */
  readonly strayWord: (place: number, example: string) => ProblemText;
  /** A word that names a level stands where it may belong to the value. */
  readonly levelInValue: (field: string, example: string) => ProblemText;
  readonly givenTwice: (field: string) => ProblemText;
  /** For a refused line that may hold a secret. */
  readonly secretAdvice: string;
  /** A password was typed into the chat; both examples are lines. */
  readonly secretTyped: (field: string, page: string, references: string) => ProblemText;
  readonly unchanged: string;
  readonly saved: (fields: string) => string;
  readonly takenAway: (fields: string) => string;
  /** None of these fields is set at that level. */
  readonly notSetHere: (fields: string, level: string) => string;
  readonly noDraft: (level: string) => string;
  readonly active: (revision: number) => string;
  readonly drafted: (revision: number) => string;
  readonly unproven: string;
  readonly reset: (level: string) => string;
  readonly former: (revision: number) => string;
  readonly activated: (revision: number) => string;
  /** Questions before something is done; the first argument is plain. */
  readonly asks: {
    readonly unset: (fields: string, level: string) => string;
    readonly reset: (level: string) => string;
    readonly resetHost: string;
    readonly activate: (level: string) => string;
  };
  /** On buttons, plain. */
  readonly test: string;
  readonly doIt: string;
  readonly leaveIt: string;
}
