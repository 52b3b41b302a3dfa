import { isDeepStrictEqual } from 'node:util';
import type { RuleStore } from '../../../alerts/rule-store.ts';
import { configurationChanges, refuseKnownIds, type MemoryState } from './memory-state.ts';

/** Alert rules in memory. */
export function memoryRuleStore(state: MemoryState): RuleStore {
  const { rules } = state;
  return {
    async add(rule, audit) {
      refuseKnownIds(rules, [rule.id], 'rules');
      configurationChanges(state, [audit]);
      rules.set(rule.id, rule);
    },

    async update({ before, after }, audit) {
      const stored = rules.get(after.id);
      if (stored === undefined) return 'not-found';
      if (!isDeepStrictEqual(stored, before)) return 'conflict';
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
