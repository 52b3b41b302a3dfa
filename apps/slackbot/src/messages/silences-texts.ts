import type { ListedSilence } from '@postern/core';
import type { ProblemText } from './problem-text.ts';

/** Texts of silences. */
export interface SilencesTexts {
  /** Plain. */
  readonly title: (level: string) => string;
  readonly none: (example: string) => string;
  readonly states: Readonly<Record<ListedSilence['state'], string>>;
  readonly span: (from: string, until: string) => string;
  readonly added: (from: string, until: string) => string;
  readonly kept: string;
  readonly ended: (reason: string) => string;
  readonly sendLater: (line: string) => string;
  readonly unknownType: (type: string) => string;
  readonly unknownTypeNear: (type: string, near: string) => string;
  readonly endMissing: (example: string) => ProblemText;
  readonly reasonMissing: (example: string) => ProblemText;
  /** On buttons, plain. */
  readonly endNow: string;
  readonly list: string;
  readonly muted: string;
  readonly showAll: string;
}
