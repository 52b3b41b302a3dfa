import { mayDo, type Actor } from '../access/actor.ts';
import type { Level } from '../kernel/level.ts';
import type { ChannelPlace } from './channel-binding.ts';
import type { ChannelStore } from './channel-store.ts';

/** The level that a channel is bound to; null when it is bound to none, or to one that the actor may not see. */
export async function findLevelOfChannel(
  deps: { readonly storage: { readonly channels: Pick<ChannelStore, 'findByChannel'> } },
  actor: Actor,
  place: ChannelPlace,
): Promise<Level | null> {
  const binding = await deps.storage.channels.findByChannel(place);
  return binding !== null && mayDo(actor, 'read', binding.level) ? binding.level : null;
}
