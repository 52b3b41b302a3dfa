import type { ChannelPlace } from './channel-binding.ts';

/** A channel as one short text for the audit log, such as `T1/C2`; null for none. */
export function channelLabel(place: ChannelPlace | null): string | null {
  return place === null ? null : `${place.teamId}/${place.channelId}`;
}
