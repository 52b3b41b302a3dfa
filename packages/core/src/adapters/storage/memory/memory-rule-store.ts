import { isDeepStrictEqual } from 'node:util';
import type { RuleStore } from '../../../alerts/rule-store.ts';
import { namedLists } from '../../../alerts/named-lists.ts';
import type { AlertRule } from '../../../alerts/alert-rule.ts';
import type { Level } from '../../../kernel/level.ts';
import { findList } from './memory-list-store.ts';
import { configurationChanges, refuseKnownIds, type MemoryState } from './memory-state.ts';

/** Alert rules in memory. */
export function memoryRuleStore(state: MemoryState): RuleStore {
  const { rules } = state;
  return {
    async add(rule, audit) {
      if (!listsExist(state, rule, rule.level)) return 'no-list';
      refuseKnownIds(rules, [rule.id], 'rules');
      configurationChanges(state, [audit]);
      rules.set(rule.id, rule);
      return 'added';
    },

    async update({ before, after }, audit) {
      const stored = rules.get(after.id);
      if (stored === undefined) return 'not-found';
      if (!isDeepStrictEqual(stored, before)) return 'conflict';
      if (!listsExist(state, after, stored.level)) return 'no-list';
      configurationChanges(state, [audit]);
      rules.set(after.id, { ...after, level: stored.level, createdAt: stored.createdAt });
      return 'updated';
    },

    async remove(id, audit) {
      if (!rules.has(id)) return 'not-found';
      configurationChanges(state, [audit]);
      rules.delete(id);
      for (const key of state.stormCounts.keys()) if (key.startsWith(`${id} `)) state.stormCounts.delete(key);
      return 'removed';
    },

    async list() {
      return [...rules.values()].toSorted(
        (one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1),
      );
    },

    async find(id) {
      return rules.get(id) ?? null;
    },
  };
}

function listsExist(state: MemoryState, rule: AlertRule, level: Level): boolean {
  return namedLists(rule).every((name) => findList(state, level, name) !== null);
}
