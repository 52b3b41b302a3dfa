import { mayDo, type Actor } from '../access/actor.ts';
import type { ChannelBinding } from './channel-binding.ts';
import type { ChannelStore } from './channel-store.ts';

/** The bindings of the levels that the actor may see. */
export async function listChannels(
  deps: { readonly storage: { readonly channels: Pick<ChannelStore, 'list'> } },
  actor: Actor,
): Promise<readonly ChannelBinding[]> {
  const all = await deps.storage.channels.list();
  return all.filter(({ level }) => mayDo(actor, 'read', level));
}
