import type { CanaryFailure, EndingKind, IncidentKind, Resolution } from '@postern/core';

/** Texts of incidents, in a channel and in the word `incidents`. */
export interface IncidentTexts {
  /** Plain. */
  readonly title: Readonly<Record<IncidentKind, (level: string) => string>>;
  readonly since: (moment: string) => string;
  readonly over: (moment: string, how: string) => string;
  readonly how: Readonly<Record<Resolution, string>>;
  readonly server: (server: string, reason: string) => string;
  readonly failingSince: (moment: string) => string;
  /** While the host's relay has stepped in. */
  readonly byHostSince: (failing: string, byHost: string) => string;
  readonly held: (reason: string) => string;
  readonly recipients: (addresses: string, more: boolean) => string;
  readonly recipientsServed: string;
  readonly silent: (source: string, last: string, expected: string) => string;
  readonly neverHeard: string;
  /** `source` null: all of the level together. */
  readonly limited: (source: string | null, perMinute: number) => string;
  /** What has an end, before it and after it. */
  readonly ends: Readonly<
    Record<
      EndingKind,
      {
        readonly ahead: (server: string, moment: string, daysLeft: number) => string;
        readonly past: (server: string, moment: string) => string;
      }
    >
  >;
  readonly times: (count: number) => string;
  readonly cause: (text: string) => string;
  readonly cure: (text: string) => string;
  /** What helps where no server has said anything. */
  readonly cures: Readonly<Record<'source-silent' | 'source-limited' | EndingKind | 'mail-held', string>>;
  /** What became of it; `moment`: when it was sent, or was to be. */
  readonly canary: Readonly<Record<CanaryFailure, (address: string, moment: string) => string>>;
  readonly canaryCures: Readonly<Record<CanaryFailure, string>>;
  /** In the thread, when people were told before. */
  readonly overNews: (how: string) => string;
  readonly worseNews: string;
  /** Tells whoever bound a channel that nothing can be written there. */
  readonly channelClosed: (
    names: { readonly channel: string; readonly level: string },
    invite: string,
    bind: string,
  ) => string;
  /** Plain, all of these. */
  readonly listTitle: (level: string) => string;
  readonly none: string;
  readonly deliveries: string;
  readonly test: string;
  readonly canaryNow: string;
  readonly settings: string;
  /** How a connection is, wherever it is told. */
  readonly connection: {
    readonly title: string;
    readonly proven: (moment: string) => string;
    readonly since: (moment: string) => string;
    readonly byHost: (moment: string) => string;
  };
}
