import type { ProblemText } from './problem-text.ts';

/** Texts of `secret`, and of what is told once somebody has used a link. */
export interface LinkTexts {
  readonly enter: (field: string) => string;
  readonly rules: string;
  readonly afterwards: string;
  /** The page's address is not HTTPS. */
  readonly notEncrypted: string;
  /** On the button, plain. */
  readonly open: string;
  readonly saved: (field: string, level: string) => string;
  readonly testing: string;
  /** In a test's message, when the mail has a link. */
  readonly pressIt: string;
  readonly arrived: (time: string) => string;
  readonly fieldMissing: (example: string) => ProblemText;
  /** What was typed is not repeated: it may be the secret. */
  readonly unknownSecret: (names: string) => ProblemText;
  readonly noSecret: (field: string, example: string) => ProblemText;
  /** Something stands behind the field, which may be the secret. */
  readonly typed: (example: string) => ProblemText;
  readonly noAddress: ProblemText;
}
