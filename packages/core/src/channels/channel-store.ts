import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Level } from '../kernel/level.ts';
import type { ChannelBinding, ChannelPlace } from './channel-binding.ts';

/** Which channel belongs to which level, as stored: one channel a level, and one level a channel. */
export interface ChannelStore {
  /**
   * Binds the level to the channel instead of the one that it `replaces` (null: none). `channel-taken` when the channel
   * belongs to another level; `changed` when the level has another channel by now than the one to be replaced.
   */
  bind(
    change: { readonly binding: ChannelBinding; readonly replaces: ChannelPlace | null },
    audit: AuditEntry,
  ): Promise<'bound' | 'channel-taken' | 'changed'>;
  /** `not-bound` when the level does not have this channel, or has none. */
  unbind(level: Level, place: ChannelPlace, audit: AuditEntry): Promise<'unbound' | 'not-bound'>;
  findByLevel(level: Level): Promise<ChannelBinding | null>;
  findByChannel(place: ChannelPlace): Promise<ChannelBinding | null>;
  /** The oldest binding first. */
  list(): Promise<readonly ChannelBinding[]>;
}
