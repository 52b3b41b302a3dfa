import type { AlertRule } from './alert-rule.ts';
import { THINGS, type EventView, type Thing } from './event-view.ts';
import { compileRule, MATCHERS_OF_THING, type CompiledRule } from './match-rule.ts';
import { createPrefixMap, patternPrefix, type PrefixMap } from './prefix-map.ts';

/** The enabled rules of one level, arranged so that an event meets only those that may want it. */
export interface RuleIndex {
  /** Rules that want the event, in the order they were given. */
  matching(event: EventView): readonly AlertRule[];
  /** Null for one that is not there, or paused. */
  find(id: string): AlertRule | null;
}

interface Filed {
  readonly place: number;
  readonly compiled: CompiledRule;
}

/**
 * Arranges the rules of one level. Each is filed under the narrowest matcher whose patterns all start with plain text: a
 * process, a queue, a robot, a folder, a tenant, else its types. So thousands of rules for as many processes cost an
 * event a few looks into a map; only rules without any such matcher are asked every time.
 */
export function indexRules(rules: readonly AlertRule[]): RuleIndex {
  const byThing = new Map<Thing, PrefixMap<Filed>>(THINGS.map((thing) => [thing, createPrefixMap()]));
  const byType = createPrefixMap<Filed>();
  const always: Filed[] = [];

  function file(filed: Filed): void {
    const { matchers } = filed.compiled.rule;
    for (const [thing, drawer] of byThing) {
      const patterns = matchers[MATCHERS_OF_THING[thing]];
      if (patterns.length === 0 || patterns.some((pattern) => patternPrefix(pattern) === '')) continue;
      for (const pattern of patterns) drawer.add(pattern, filed);
      return;
    }
    if (matchers.types.length === 0) always.push(filed);
    for (const pattern of matchers.types) byType.add(pattern, filed);
  }

  const enabled = rules.filter((rule) => rule.state === 'enabled');
  const byId = new Map(enabled.map((rule) => [rule.id, rule]));
  enabled.map(compileRule).forEach((compiled, place) => file({ place, compiled }));

  function candidates(event: EventView): Set<Filed> {
    const found = new Set(always);
    const take = (filed: Filed): void => void found.add(filed);
    for (const [thing, drawer] of byThing) {
      for (const word of event.things[thing]) drawer.forEachCandidate(word, take);
    }
    byType.forEachCandidate(event.type, take);
    return found;
  }

  return {
    find: (id) => byId.get(id) ?? null,
    matching: (event) =>
      [...candidates(event)]
        .filter(({ compiled }) => compiled.mismatch(event) === null)
        .sort((one, other) => one.place - other.place)
        .map(({ compiled }) => compiled.rule),
  };
}
