import type { InstallFailure } from '../installations/install-failure.ts';

/** Texts of the pages around the installation in a workspace; all plain. */
export interface InstallTexts {
  readonly installed: (team: string) => InstallText;
  readonly failures: Readonly<Record<InstallFailure, InstallText>>;
  /** On links. */
  readonly again: string;
  readonly openSlack: string;
}

interface InstallText {
  readonly title: string;
  readonly lines: readonly string[];
}
