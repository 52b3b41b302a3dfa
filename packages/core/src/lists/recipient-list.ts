import type { Language } from '../kernel/language.ts';
import type { Level } from '../kernel/level.ts';

/** One mailbox with its language and time zone; null: that of whoever names the list, else the organization's. */
export interface ListMember {
  readonly address: string;
  readonly language: Language | null;
  readonly timeZone: string | null;
}

/** People under one name, which rules of the same level have among their recipients as `list:NAME`. */
export interface RecipientList {
  readonly id: string;
  readonly level: Level;
  /** Lower case, unique within the level, never changed: rules name it. */
  readonly name: string;
  /** At least one. */
  readonly members: readonly ListMember[];
  /** Epoch milliseconds. */
  readonly createdAt: number;
}
