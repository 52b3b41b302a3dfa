import type { Secret } from '@postern/core';

/** A command's view of the terminal: what it reads and where it prints. Tests bring their own. */
export interface CommandIo {
  /** Prints to standard output: results. */
  out(text: string): void;
  /** Prints to standard error: progress, warnings, errors. */
  err(text: string): void;
  /** All of standard input, as text. */
  readInput(): Promise<string>;
  /** Whether a person types at standard input. */
  readonly interactive: boolean;
  /** Whether standard output may carry colours. */
  readonly colour: boolean;
  /** Columns of the terminal; 100 when output is not a terminal. */
  readonly width: number;
  /** Asks for a secret without showing it. Only where {@link CommandIo.interactive}. */
  askSecret(question: string): Promise<Secret>;
}
