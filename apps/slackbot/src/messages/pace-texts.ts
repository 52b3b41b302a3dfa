import type { PacePart } from '@postern/core';

/** Texts about how soon a rule's mail goes out. */
export interface PaceTexts {
  readonly atOnce: string;
  readonly digest: (when: string) => string;
  readonly hours: (hours: string) => string;
  readonly storm: (limit: string) => string;
  readonly noStorm: string;
  readonly urgent: (severity: string) => string;
  readonly noneUrgent: string;
  /** Of words that say nothing. */
  readonly unclear: (typed: string) => string;
  /** At an input of the form, plain. */
  readonly unclearPlain: string;
  readonly examples: Readonly<Record<PacePart, string>>;
  /** Plain, as in the form. */
  readonly plainExamples: Readonly<Record<PacePart, string>>;

  /** When mail about one event goes. */
  readonly when: {
    readonly atOnce: string;
    readonly untilStorm: (limit: string) => string;
    readonly digest: (at: string) => string;
    readonly hours: (at: string) => string;
    readonly storm: (at: string) => string;
    readonly muted: string;
    readonly folds: string;
  };
  readonly wouldMake: (mails: number) => string;
}
