import type { ExplainedStoredEvent } from '@postern/core';

/** Texts of `explain`. */
export interface ExplainTexts {
  /** Plain, both. */
  readonly listTitle: (level: string) => string;
  readonly title: (type: string) => string;
  readonly noEvents: string;
  readonly silenced: (reason: string, until: string) => string;
  readonly addressee: Readonly<Record<Exclude<ExplainedStoredEvent['addressee'], 'none'>, string>>;
  readonly noRules: string;
  readonly rules: string;
  readonly matches: string;
  readonly differs: (why: string) => string;
  readonly moreRules: (count: number) => string;
  readonly nobody: string;
  /** Above the addresses, each with when its mail goes. */
  readonly recipients: string;
  readonly becameNothing: string;
  readonly became: string;
  readonly mail: (address: string) => string;
  /** On buttons, plain. */
  readonly explain: string;
  readonly again: string;
}
