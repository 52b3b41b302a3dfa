import type { Stage } from '@postern/core';
import type { ProblemText } from './problem-text.ts';

/** Texts of `test`. */
export interface TestTexts {
  /** Plain. */
  readonly title: (level: string) => string;
  readonly running: string;
  readonly stages: Readonly<Record<Stage, string>>;
  /** Without an address: what it proved, and the line that sends a mail. */
  readonly passed: (server: string, example: string) => string;
  readonly accepted: (server: string, time: string) => string;
  readonly acceptedAs: (server: string, queueId: string, time: string) => string;
  /** Acceptance is not arrival. */
  readonly lookInto: (address: string) => string;
  readonly activated: (revision: number) => string;
  readonly notActivated: (reason: string) => string;
  readonly provenBy: (revision: number) => string;
  readonly failed: string;
  readonly cause: (text: string) => string;
  readonly cure: (text: string) => string;
  readonly draftWaits: string;
  /** After a cure that may speak of trying again. */
  readonly repeat: string;
  readonly unusable: (reasons: string) => string;
  readonly secretClosed: string;
  readonly tooOften: (minutes: number) => ProblemText;
  readonly notAnAddress: (word: string, example: string) => ProblemText;
  /** On buttons, plain. */
  readonly again: string;
  readonly undo: string;
  readonly settings: string;
}
