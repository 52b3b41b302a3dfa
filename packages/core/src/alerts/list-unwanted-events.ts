import type { Actor } from '../access/actor.ts';
import { audienceOf } from '../events/catalogue.ts';
import { DAY, type Clock } from '../kernel/clock.ts';
import type { Level } from '../kernel/level.ts';
import { viewEvent } from './event-view.ts';
import { lastEventsForRules, type LastEventsDeps } from './last-events-for-rules.ts';
import { compileMatchers } from './match-rule.ts';

/** A level whose rules wanted nothing of what came last. */
export interface UnwantedEvents {
  readonly level: Level;
  /** How many events were looked at. */
  readonly seen: number;
  /** The newest of them. */
  readonly newestId: string;
  /** Their types, the most frequent first. */
  readonly types: readonly { readonly type: string; readonly count: number }[];
}

/** Days that are looked back on. */
const DAYS = 7;
/** So many events of a level are looked at. */
const LAST_EVENTS = 100;

/**
 * Levels that the actor may see which have rules that are on, and where none of these wants any of the last events of seven
 * days, as of a rule with a slip in a name. What is not for rules that ask for everything (a test of the connection) does
 * not count. Rules are asked as they are now.
 */
export async function listUnwantedEvents(
  deps: LastEventsDeps & { readonly clock: Clock },
  actor: Actor,
): Promise<readonly UnwantedEvents[]> {
  const since = deps.clock.now() - DAYS * DAY;
  const unwanted: UnwantedEvents[] = [];
  for (const { level, rules, events } of await lastEventsForRules(deps, actor, {
    since,
    limit: LAST_EVENTS,
  })) {
    const came = events.filter(({ event }) => audienceOf(event.type) === 'rules');
    const [newest] = came;
    if (newest === undefined) continue;
    const mismatches = rules.map(({ matchers }) => compileMatchers(matchers));
    const views = came.map(({ event }) => viewEvent(event));
    if (views.some((view) => mismatches.some((mismatch) => mismatch(view) === null))) continue;
    const counts = Map.groupBy(came, ({ event }) => event.type);
    const types = [...counts].map(([type, { length }]) => ({ type, count: length }));
    unwanted.push({
      level,
      seen: came.length,
      newestId: newest.id,
      types: types.toSorted((one, other) => other.count - one.count),
    });
  }
  return unwanted;
}
