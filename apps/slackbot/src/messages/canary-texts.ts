import type { CanaryStanding } from '@postern/core';
import type { ProblemText } from './problem-text.ts';

/** Texts of canaries: mails that go out by themselves, to show that mail does. */
export interface CanaryTexts {
  /** Plain. */
  readonly title: (level: string) => string;
  readonly what: string;
  readonly none: (example: string) => string;
  readonly goes: (address: string, schedule: string) => string;
  readonly next: (moment: string) => string;
  readonly standings: Readonly<Record<CanaryStanding, string>>;
  readonly sent: (moment: string) => string;
  readonly delivered: (moment: string) => string;
  readonly server: (server: string, words: string) => string;
  readonly set: string;
  readonly underWay: (address: string) => string;
  readonly removed: string;
  readonly addressMissing: (example: string) => ProblemText;
  /** On buttons, plain. */
  readonly sendNow: string;
  readonly look: string;
  readonly remove: string;
}
