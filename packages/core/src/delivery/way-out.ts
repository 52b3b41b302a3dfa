import { MINUTE } from '../kernel/clock.ts';
import type { ClaimedDelivery } from './delivery.ts';
import type { ConnectionHealth } from './connection-health.ts';
import type { Instead } from './next-state.ts';
import type { OpenRoute } from './resolve-route.ts';
import { senderKey } from './sender-key.ts';

/** So long must an organization's own server be out of reach, without one mail getting through, before the host’s relay steps in. */
const FALLBACK_AFTER = 5 * MINUTE;

/** What a mail goes out by now. */
export interface WayOut {
  readonly route: OpenRoute;
  /** The own server that it would go by; null: it does. */
  readonly instead: Instead | null;
}

/**
 * The own connection, or the host's relay while the own server has been out of reach for {@link FALLBACK_AFTER} and now
 * rests or is being probed. A mail whose outcome was ever unknown stays with the own server: it may have it already.
 */
export function wayOut(
  route: OpenRoute,
  { health, now }: { readonly health: ConnectionHealth; readonly now: number },
): WayOut {
  const since = health.unreachedSince(route.connection.key);
  const own = { route, instead: null };
  const { fallback } = route;
  if (fallback === null || since === null || now - since < FALLBACK_AFTER) return own;
  if ([fallback.connection.key, senderKey(fallback)].some((key) => health.rest(key, now) !== null))
    return own;
  // When its rest is over, one mail at a time looks whether it is back.
  const server = `${route.connection.host}:${String(route.connection.port)}`;
  return health.room(route.connection.key, now) > 0 ? own : { route: fallback, instead: { server, since } };
}

/** Whether this delivery may go by another server than its own. */
export function mayGoElsewhere({ delivery }: ClaimedDelivery): boolean {
  return !delivery.maybeDuplicate && delivery.state !== 'unknown';
}
