import { isSamePlace } from '../../../channels/channel-binding.ts';
import type { ChannelStore } from '../../../channels/channel-store.ts';
import { levelKey } from '../../../kernel/level.ts';
import { configurationChanges, type MemoryState } from './memory-state.ts';

/** Channel bindings in memory. */
export function memoryChannelStore(state: MemoryState): ChannelStore {
  const { channels } = state;
  const all = () => [...channels.values()];
  return {
    async bind({ binding, replaces }, audit) {
      const key = levelKey(binding.level);
      const taken = all().some((other) => levelKey(other.level) !== key && isSamePlace(other, binding));
      if (taken) return 'channel-taken';
      const before = channels.get(key) ?? null;
      const asExpected =
        before === null || replaces === null ? before === replaces : isSamePlace(before, replaces);
      if (!asExpected) return 'changed';
      configurationChanges(state, [audit]);
      channels.set(key, binding);
      return 'bound';
    },

    async unbind(level, place, audit) {
      const before = channels.get(levelKey(level));
      if (before === undefined || !isSamePlace(before, place)) return 'not-bound';
      configurationChanges(state, [audit]);
      channels.delete(levelKey(level));
      return 'unbound';
    },

    async findByLevel(level) {
      return channels.get(levelKey(level)) ?? null;
    },

    async findByChannel(place) {
      return all().find((binding) => isSamePlace(binding, place)) ?? null;
    },

    async list() {
      return all().toSorted(
        (one, other) => one.boundAt - other.boundAt || (levelKey(one.level) < levelKey(other.level) ? -1 : 1),
      );
    },
  };
}
