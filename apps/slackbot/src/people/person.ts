import type { Actor, AppError, Language } from '@postern/core';

/** Who typed, where, in which language, and what they may do. */
export interface Person {
  readonly teamId: string;
  readonly userId: string;
  readonly channelId: string;
  readonly language: Language;
  /** The same person for core. */
  readonly actor: Extract<Actor, { readonly kind: 'slack' }>;
  /** Mentions of who administers the system in this workspace: those of the configuration first. */
  readonly whomToAsk: readonly string[];
  /** Why it cannot be told what the person may do; then that is the answer to every line. */
  readonly trouble: AppError | null;
}
