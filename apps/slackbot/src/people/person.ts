import type { Actor, Language } from '@postern/core';

/** Who typed, where, in which language, and what they may do. */
export interface Person {
  readonly teamId: string;
  readonly userId: string;
  readonly channelId: string;
  readonly language: Language;
  /** The same person for core. */
  readonly actor: Extract<Actor, { readonly kind: 'slack' }>;
  /** User ids of the system administrators that this workspace knows, in the configuration's order. */
  readonly whomToAsk: readonly string[];
}
