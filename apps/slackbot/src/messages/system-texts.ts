import type { MaintenanceMode } from '@postern/core';
import type { ProblemText } from './problem-text.ts';

/** Texts of `lock`, `unlock`, `maintenance`, `orgs` and `audit`. */
export interface SystemTexts {
  readonly locked: (fields: string) => string;
  readonly unlocked: (fields: string) => string;
  readonly lockUnchanged: string;
  /** The line names an organization, and the word is about all of them. */
  readonly hostOnly: (example: string) => ProblemText;
  /** The name of a new organization holds a word that names a level. */
  readonly nameUnquoted: (example: string) => ProblemText;
  /** A lock on a connection field is one on all of them. */
  readonly wholeConnection: string;
  /** All titles are plain. */
  readonly lockTitle: string;
  readonly maintenanceTitle: string;
  readonly modes: Readonly<Record<MaintenanceMode, string>>;
  readonly unknownMode: (word: string, example: string) => ProblemText;
  readonly modeButtons: Readonly<Record<MaintenanceMode, string>>;
  readonly organizationsTitle: (count: number) => string;
  readonly noOrganizations: (example: string) => string;
  readonly organizationAdded: (name: string) => string;
  readonly addIncomplete: (example: string) => ProblemText;
  readonly auditTitle: (level: string) => string;
  readonly noAudit: string;
  readonly openAudit: string;
  readonly next: string;
  readonly first: string;
  readonly older: string;
  readonly newest: string;
}
