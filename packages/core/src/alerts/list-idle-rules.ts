import type { Actor } from '../access/actor.ts';
import { DAY, type Clock } from '../kernel/clock.ts';
import type { AlertRule } from './alert-rule.ts';
import { viewEvent } from './event-view.ts';
import { lastEventsForRules, type LastEventsDeps } from './last-events-for-rules.ts';
import { compileMatchers } from './match-rule.ts';

/** A rule that wanted none of what came. */
export interface IdleRule {
  readonly rule: AlertRule;
  /** How many events of its level were looked at: the last ones, of so many days. */
  readonly seen: number;
}

/** Days that are looked back on, and that a rule must have been there for. */
const DAYS = 30;
/** So many events of a level are looked at. */
const LAST_EVENTS = 500;

/**
 * Rules of all levels that the actor may see which are on, at least thirty days old, and would have wanted none of the last
 * events of their level, where there were any.
 */
export async function listIdleRules(
  deps: LastEventsDeps & { readonly clock: Clock },
  actor: Actor,
): Promise<readonly IdleRule[]> {
  const since = deps.clock.now() - DAYS * DAY;
  const concerns = ({ createdAt }: AlertRule): boolean => createdAt <= since;
  const idle: IdleRule[] = [];
  for (const { rules, events } of await lastEventsForRules(deps, actor, {
    since,
    limit: LAST_EVENTS,
    concerns,
  })) {
    const views = events.map(({ event }) => viewEvent(event));
    if (views.length === 0) continue;
    for (const rule of rules) {
      const mismatch = compileMatchers(rule.matchers);
      if (views.every((view) => mismatch(view) !== null)) idle.push({ rule, seen: views.length });
    }
  }
  return idle;
}
