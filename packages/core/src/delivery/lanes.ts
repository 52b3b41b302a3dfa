import type { Clock } from '../kernel/clock.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { ConnectionHealth } from './connection-health.ts';
import type { LevelLane } from './fair-worklist.ts';
import type { Route } from './resolve-route.ts';
import { wayOut } from './way-out.ts';
import type { Routes } from './routes.ts';

/** What the dispatcher asks before it claims or starts: which deliveries share a connection, and how that one fares. */
export interface Lanes {
  /**
   * The lane that the level's mail takes now.
   * @throws AppError `storage-unavailable`.
   */
  of(level: Level): Promise<string>;
  /** The lane of what needs no connection, such as a delivery that has expired. */
  readonly unlimited: string;
  /**
   * The lanes of the levels asked for since the configuration last changed.
   * @throws AppError `storage-unavailable`.
   */
  known(): Promise<readonly LevelLane[]>;
  /** How many more sends may start on the lane now. */
  readonly room: (lane: string) => number;
  /** Its server is left alone for a moment: claiming for the lane would only mean giving back. */
  isResting(lane: string): boolean;
}

/**
 * Lanes by connection. A level whose deliveries can only be held has a lane of its own without a limit, for holding takes
 * no server; the same goes for a connection that rests because its settings are wrong, which is long enough to be told.
 */
export function createLanes(deps: {
  readonly routes: Routes;
  readonly health: ConnectionHealth;
  readonly clock: Clock;
}): Lanes {
  const { routes, health, clock } = deps;

  function isUnlimited(lane: string): boolean {
    return lane.startsWith(HELD) || health.rest(lane, clock.now())?.cause === 'configuration';
  }

  /** The lane changes with the way out; what was claimed for another one is given back by those who find out. */
  function laneNow(route: Route): string {
    return laneOf(route.kind === 'open' ? wayOut(route, { health, now: clock.now() }).route : route);
  }

  return {
    unlimited: HELD,
    of: async (level) => laneNow(await routes.of(level)),
    known: async () => (await routes.known()).map((route) => ({ level: route.level, lane: laneNow(route) })),
    room: (lane) => (isUnlimited(lane) ? Infinity : health.room(lane, clock.now())),
    isResting: (lane) => !isUnlimited(lane) && health.rest(lane, clock.now()) !== null,
  };
}

const HELD = 'held:';

/** The lane that a route goes by. */
export function laneOf(route: Route): string {
  return route.kind === 'open' ? route.connection.key : `${HELD}${levelKey(route.level)}`;
}
