import type { SilenceStore } from '../../../alerts/silence-store.ts';
import { configurationChanges, refuseKnownIds, type MemoryState } from './memory-state.ts';

/** Silences in memory. */
export function memorySilenceStore(state: MemoryState): SilenceStore {
  const { silences } = state;
  return {
    async add(silence, audit) {
      refuseKnownIds(silences, [silence.id], 'silences');
      configurationChanges(state, [audit]);
      silences.set(silence.id, silence);
    },

    async end({ id, at, audit }) {
      const before = silences.get(id);
      if (before === undefined) return 'not-found';
      if (before.endsAt <= at) return 'over';
      configurationChanges(state, [audit]);
      silences.set(id, { ...before, endsAt: at });
      return 'ended';
    },

    async list() {
      return [...silences.values()].toSorted(
        (one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1),
      );
    },

    async find(id) {
      return silences.get(id) ?? null;
    },
  };
}
