import type { types } from '@slack/bolt';

/** What a person gets to see. */
export interface Message {
  /** The whole sense in words: screen readers read this and not the blocks. */
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}
