import type { Sealed } from '../kernel/sealer.ts';

/** The app as it is installed in one Slack workspace. */
export interface Installation {
  /** The workspace's id, `T…`. */
  readonly teamId: string;
  /** The workspace's name when it was installed, for people. */
  readonly teamName: string;
  /** What the workspace gave for it, tokens among it; opens at {@link installationPlace} alone. */
  readonly sealed: Sealed;
  /** Epoch milliseconds. */
  readonly installedAt: number;
  /** Slack's user id of whoever installed it. */
  readonly installedBy: string;
}

/** The place that a workspace's tokens are sealed for. */
export function installationPlace(teamId: string): string {
  return `slack-installation:${teamId}`;
}
