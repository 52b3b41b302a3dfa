import { mayDo, type Actor } from '../access/actor.ts';
import type { AutomationEvent } from '../events/automation-event.ts';
import type { EventStore } from '../events/event-store.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { AlertRule } from './alert-rule.ts';
import type { RuleStore } from './rule-store.ts';

/** What {@link lastEventsForRules} needs. */
export interface LastEventsDeps {
  readonly storage: {
    readonly rules: Pick<RuleStore, 'list'>;
    readonly events: Pick<EventStore, 'list'>;
  };
}

/** A level with rules, and what came of late. */
export interface LastEvents {
  readonly level: Level;
  /** At least one. */
  readonly rules: readonly AlertRule[];
  /** Newest first. */
  readonly events: readonly { readonly id: string; readonly event: AutomationEvent }[];
}

/**
 * The rules that are on and that the actor may see, level by level, beside the last events of the level.
 * @param asked.since epoch milliseconds, inclusive. `limit`: so many events of a level at most. `concerns`: which rules to ask.
 */
export async function lastEventsForRules(
  { storage }: LastEventsDeps,
  actor: Actor,
  asked: { readonly since: number; readonly limit: number; readonly concerns?: (rule: AlertRule) => boolean },
): Promise<readonly LastEvents[]> {
  const { since, limit, concerns = () => true } = asked;
  const asking = (await storage.rules.list()).filter(
    (rule) => rule.state === 'enabled' && mayDo(actor, 'read', rule.level) && concerns(rule),
  );
  const found: LastEvents[] = [];
  for (const rules of Map.groupBy(asking, ({ level }) => levelKey(level)).values()) {
    const level = rules[0]?.level;
    if (level === undefined) continue;
    const { items } = await storage.events.list({ level, since }, { limit });
    found.push({ level, rules, events: items });
  }
  return found;
}
