import { actorLabel, type Actor } from '../access/actor.ts';
import { MINUTE, type Clock } from '../kernel/clock.ts';
import { levelKey, type Level } from '../kernel/level.ts';

/** How often one person may test one level: a test speaks to a server, and must not become a way to hammer or to scan one. */
export const TESTS_ALLOWED = { times: 5, within: 10 * MINUTE } as const;

/** Counts tests by person and level. */
export interface TestLimit {
  /** Takes one test; else gives the milliseconds until there is one again. */
  take(actor: Actor, level: Level): { readonly ok: true } | { readonly ok: false; readonly wait: number };
}

/** {@link TESTS_ALLOWED}, in this process's memory. */
export function createTestLimit({ clock }: { readonly clock: Clock }): TestLimit {
  const taken = new Map<string, readonly number[]>();
  return {
    take(actor, level) {
      const now = clock.now();
      const since = now - TESTS_ALLOWED.within;
      // Few people test, so that going through all of them each time keeps this small for ever.
      for (const [key, times] of taken) {
        const recent = times.filter((at) => at > since);
        if (recent.length === 0) taken.delete(key);
        else taken.set(key, recent);
      }
      const key = `${actorLabel(actor)} ${levelKey(level)}`;
      const times = taken.get(key) ?? [];
      const [oldest] = times;
      if (times.length >= TESTS_ALLOWED.times && oldest !== undefined)
        return { ok: false, wait: oldest + TESTS_ALLOWED.within - now };
      taken.set(key, [...times, now]);
      return { ok: true };
    },
  };
}
