import type { RuleStore } from '../alerts/rule-store.ts';
import { MINUTE, type Clock } from '../kernel/clock.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import { resolveRoute, type OpenRoute, type ResolveRouteDeps, type Route } from './resolve-route.ts';

/** The routes of all levels: resolved when asked for, kept while the configuration stays as it is. */
export interface Routes {
  /** @throws AppError `storage-unavailable`. */
  of(level: Level): Promise<Route>;
  /** Whether this is still the route that {@link Routes.of} would give. */
  isCurrent(route: Route): Promise<boolean>;
  /** The name of a rule, for the reader of the mail; null when it is gone. */
  ruleName(id: string): Promise<string | null>;
  /**
   * The routes resolved so far from the configuration as it is now: one that another has taken the place of must not keep
   * its level back.
   * @throws AppError `storage-unavailable`.
   */
  known(): Promise<readonly Route[]>;
}

/** What {@link createRoutes} needs. */
export type RoutesDeps = ResolveRouteDeps & {
  readonly storage: {
    readonly rules: Pick<RuleStore, 'find'>;
    configurationVersion(): Promise<number>;
  };
  readonly clock: Clock;
  /** Other settings took a connection's place: its sessions, and what is remembered of it, can go. */
  readonly onRetired: (connectionKey: string) => void;
  /** A connection that another one may step in for is about to be used: what others know of it can be recalled. */
  readonly onReplaceable?: (route: OpenRoute) => Promise<void>;
};

/** References (`env:`, `file:`) change without a change of the configuration: they are read again after this. */
const KEPT_FOR = 1 * MINUTE;

/** What was read from one version of the configuration. */
interface Kept {
  readonly version: number;
  readonly routes: Map<string, { readonly promise: Promise<Route>; readonly until: number }>;
  readonly resolved: Map<string, Route>;
  readonly ruleNames: Map<string, Promise<string | null>>;
}

/** Resolves and keeps routes. */
export function createRoutes(deps: RoutesDeps): Routes {
  const { storage, clock } = deps;
  const connectionKeys = new Map<string, string>();
  let kept = nothingKept(-1);

  async function refresh(): Promise<Kept> {
    // Asked before anything is loaded: after a change in between, what is loaded is too new, never too old.
    const version = await storage.configurationVersion();
    if (version !== kept.version) kept = nothingKept(version);
    return kept;
  }

  async function resolve(level: Level, into: Kept): Promise<Route> {
    const route = await resolveRoute(deps, level);
    into.resolved.set(levelKey(level), route);
    if (route.kind === 'open') noteConnection(route.owner, route.connection.key);
    if (route.kind === 'open' && route.fallback !== null) {
      noteConnection(route.fallback.owner, route.fallback.connection.key);
      await deps.onReplaceable?.(route);
    }
    return route;
  }

  function noteConnection(owner: Level, key: string): void {
    const before = connectionKeys.get(levelKey(owner));
    connectionKeys.set(levelKey(owner), key);
    if (before !== undefined && before !== key) deps.onRetired(before);
  }

  return {
    async of(level) {
      const into = await refresh();
      const key = levelKey(level);
      const there = into.routes.get(key);
      if (there !== undefined && clock.now() < there.until) return there.promise;
      const promise = resolve(level, into);
      into.routes.set(key, { promise, until: clock.now() + KEPT_FOR });
      promise.catch(() => into.routes.delete(key));
      return promise;
    },

    async isCurrent(route) {
      const { resolved } = await refresh();
      return resolved.get(levelKey(route.level)) === route;
    },

    async ruleName(id) {
      const { ruleNames } = await refresh();
      const there = ruleNames.get(id);
      if (there !== undefined) return there;
      const promise = storage.rules.find(id).then((rule) => rule?.name ?? null);
      ruleNames.set(id, promise);
      promise.catch(() => ruleNames.delete(id));
      return promise;
    },

    known: async () => [...(await refresh()).resolved.values()],
  };
}

function nothingKept(version: number): Kept {
  return { version, routes: new Map(), resolved: new Map(), ruleNames: new Map() };
}
