import { actorLabel, type Actor } from '../access/actor.ts';
import { MINUTE, type Clock } from '../kernel/clock.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { OnceStore } from '../kernel/once-store.ts';

/** How often one person may test one level: a test speaks to a server, and must not become a way to hammer or to scan one. */
export const TESTS_ALLOWED = { times: 5, within: 10 * MINUTE } as const;

/** Counts tests by person and level, over all processes. */
export interface TestLimit {
  /** Takes one test; else gives the milliseconds after which there is one again at the latest. */
  take(
    actor: Actor,
    level: Level,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly wait: number }>;
}

/** {@link TESTS_ALLOWED}: each test takes one of so many places, which is free again after that time. */
export function createTestLimit({
  clock,
  once,
}: {
  readonly clock: Clock;
  readonly once: OnceStore;
}): TestLimit {
  /** Until when the places that this process gave are taken: other processes' are not known here. */
  const given = new Map<string, number>();
  return {
    async take(actor, level) {
      const now = clock.now();
      const until = now + TESTS_ALLOWED.within;
      for (const [place, end] of given) if (end <= now) given.delete(place);
      const places = Array.from(
        { length: TESTS_ALLOWED.times },
        (_, place) => `test ${levelKey(level)} ${actorLabel(actor)} ${String(place)}`,
      );
      for (const place of places) {
        if (!(await once.take(place, { now, until }))) continue;
        given.set(place, until);
        return { ok: true };
      }
      return { ok: false, wait: Math.min(...places.map((place) => given.get(place) ?? until)) - now };
    },
  };
}
