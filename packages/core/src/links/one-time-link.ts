import type { Actor } from '../access/actor.ts';
import type { Language } from '../kernel/language.ts';
import type { Level } from '../kernel/level.ts';
import type { Sealed } from '../kernel/sealer.ts';
import type { SecretKey } from '../settings/mail-settings.ts';

/** What a link is for. */
export type LinkPurpose =
  /** Enters a secret into the settings that the person saw: it fails once anybody has changed them since. */
  | {
      readonly kind: 'secret';
      readonly key: SecretKey;
      /** `SettingsView.head` when the link was made. */
      readonly expectedHead: number;
    }
  /** Says that a test mail has arrived. */
  | { readonly kind: 'arrival'; readonly messageId: string };

/** A page of the gateway that one person may use once. The token itself is in the address alone. */
export interface OneTimeLink {
  readonly id: string;
  /** Hex SHA-256 of the token. */
  readonly tokenHash: string;
  readonly level: Level;
  readonly purpose: LinkPurpose;
  /** Who asked for it: whatever is done through it is done, and audited, as theirs. */
  readonly actor: Actor;
  /** Of the page. */
  readonly language: Language;
  /** For the app that made it, to find its way back to the person once it was used; sealed. Null: nobody waits. */
  readonly reply: Sealed | null;
  /** Epoch milliseconds, all of these. */
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
  /** The revision that the test mail is about, which remembers that it arrived; null: none is to. */
  readonly revisionId: string | null;
}
