import type { ProblemText } from './problem-text.ts';

/** Texts of `orgs bind` and `orgs unbind`; levels and channels come escaped. */
export interface ChannelTexts {
  /** Plain. */
  readonly title: (level: string) => string;
  readonly bound: (level: string, channel: string) => string;
  readonly unchanged: (level: string, channel: string) => string;
  /** The level had another channel before. */
  readonly movedFrom: (channel: string) => string;
  /** The bot is no member; the argument is what to type there. */
  readonly inviteFirst: (channel: string, invite: string) => string;
  readonly unbound: (level: string, channel: string) => string;
  readonly notBound: (level: string) => string;
  /** Said in the channel itself, to everybody there. */
  readonly announcement: (level: string) => string;
  /** Behind an organization in the list. */
  readonly toldIn: (channel: string) => string;
  readonly incomplete: (example: string) => ProblemText;
  readonly noChannelHere: (example: string) => ProblemText;
  /** `other` is null for somebody who may not know it. */
  readonly taken: (channel: string, other: string | null) => ProblemText;
  readonly nothingBoundHere: (example: string) => ProblemText;
}
