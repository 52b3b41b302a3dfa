import { isDeepStrictEqual } from 'node:util';
import type { DkimKey, DkimKeyName } from '../../../dkim/dkim-key.ts';
import type { DkimStore } from '../../../dkim/dkim-store.ts';
import { levelKey } from '../../../kernel/level.ts';
import { configurationChanges, type MemoryState } from './memory-state.ts';

/** DKIM keys in memory. */
export function memoryDkimStore(state: MemoryState): DkimStore {
  const { dkimKeys } = state;
  const find = (name: DkimKeyName): DkimKey | null => {
    const kept = dkimKeys.get(placeOf(name));
    return kept?.selector === name.selector ? kept : null;
  };
  return {
    async add(key, audit) {
      if (dkimKeys.has(placeOf(key))) return 'exists';
      configurationChanges(state, [audit]);
      dkimKeys.set(placeOf(key), key);
      return 'added';
    },

    async setEnabled(name, enabled, audit) {
      const kept = find(name);
      if (kept === null || kept.enabled === enabled) return false;
      configurationChanges(state, [audit]);
      dkimKeys.set(placeOf(name), { ...kept, enabled });
      return true;
    },

    async remove(name, audit) {
      if (find(name) === null) return false;
      configurationChanges(state, [audit]);
      dkimKeys.delete(placeOf(name));
      return true;
    },

    async reseal(name, before, after) {
      const kept = find(name);
      if (kept === null || !isDeepStrictEqual(kept.sealed, before)) return false;
      dkimKeys.set(placeOf(name), { ...kept, sealed: after });
      return true;
    },

    async list() {
      return [...dkimKeys.values()].toSorted(
        (one, other) => one.createdAt - other.createdAt || (placeOf(one) < placeOf(other) ? -1 : 1),
      );
    },
  };
}

function placeOf({ level, domain }: Pick<DkimKey, 'level' | 'domain'>): string {
  return `${levelKey(level)} ${domain}`;
}
