import type { AlertRule } from './alert-rule.ts';
import { foldText, isLiteral } from './compile-pattern.ts';
import { THINGS, type EventView, type Thing } from './event-view.ts';
import { compileRule, MATCHERS_OF_THING, type CompiledRule } from './match-rule.ts';

/** The enabled rules of one level, arranged so that an event meets only those that may want it. */
export interface RuleIndex {
  /** Rules that want the event, in the order they were given. */
  matching(event: EventView): readonly AlertRule[];
}

interface Filed {
  readonly place: number;
  readonly compiled: CompiledRule;
}

type Drawer = Map<string, Filed[]>;

/**
 * Arranges the rules of one level. Each is filed once, under the narrowest matcher that is plain words: a process, a
 * queue, a robot, a folder, a tenant, else its types, else what stands before the first `*` of a type. So thousands of
 * rules for as many processes cost an event a look into a map; only rules without any such word are asked every time.
 */
export function indexRules(rules: readonly AlertRule[]): RuleIndex {
  const byThing = new Map<Thing, Drawer>(THINGS.map((thing) => [thing, new Map()]));
  const byType: Drawer = new Map();
  const byTypePrefix: Drawer = new Map();
  const always: Filed[] = [];

  function file(filed: Filed): void {
    const { matchers } = filed.compiled.rule;
    for (const [thing, drawer] of byThing) {
      const patterns = matchers[MATCHERS_OF_THING[thing]];
      if (patterns.length === 0 || !patterns.every(isLiteral)) continue;
      for (const pattern of patterns) put(drawer, foldText(pattern), filed);
      return;
    }
    if (matchers.types.length === 0) always.push(filed);
    for (const pattern of matchers.types) {
      if (isLiteral(pattern)) put(byType, foldText(pattern), filed);
      else put(byTypePrefix, foldText(pattern).split('*', 1)[0] ?? '', filed);
    }
  }

  rules
    .filter((rule) => rule.state === 'enabled')
    .map(compileRule)
    .forEach((compiled, place) => file({ place, compiled }));

  function candidates(event: EventView): Set<Filed> {
    const found = new Set(always);
    for (const [thing, drawer] of byThing) {
      for (const word of event.things[thing]) addAll(found, drawer.get(word));
    }
    addAll(found, byType.get(event.type));
    for (const [prefix, filed] of byTypePrefix) {
      if (event.type.startsWith(prefix)) addAll(found, filed);
    }
    return found;
  }

  return {
    matching: (event) =>
      [...candidates(event)]
        .filter(({ compiled }) => compiled.mismatch(event) === null)
        .sort((one, other) => one.place - other.place)
        .map(({ compiled }) => compiled.rule),
  };
}

function put(drawer: Drawer, key: string, filed: Filed): void {
  const there = drawer.get(key);
  if (there === undefined) drawer.set(key, [filed]);
  else there.push(filed);
}

function addAll(found: Set<Filed>, filed: readonly Filed[] | undefined): void {
  for (const one of filed ?? []) found.add(one);
}
