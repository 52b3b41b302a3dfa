import type { Actor } from '../access/actor.ts';
import type { Language } from '../kernel/language.ts';
import type { Level } from '../kernel/level.ts';

/** A channel of one Slack workspace. */
export interface ChannelPlace {
  readonly teamId: string;
  readonly channelId: string;
}

/** The channel in which a level is told of its incidents, and which a line typed there is about. */
export interface ChannelBinding extends ChannelPlace {
  readonly level: Level;
  /** Of what is told there, where the level has no language of its own: the host's. */
  readonly language: Language;
  /** Epoch milliseconds. */
  readonly boundAt: number;
  readonly boundBy: Actor;
}

/** Whether both are the same channel. */
export function isSamePlace(one: ChannelPlace, other: ChannelPlace): boolean {
  return one.teamId === other.teamId && one.channelId === other.channelId;
}
