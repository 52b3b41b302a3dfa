import type { OnceStore } from '../../../kernel/once-store.ts';
import type { MemoryState } from './memory-state.ts';

/** What was done once, in memory. */
export function memoryOnceStore({ once }: MemoryState): OnceStore {
  return {
    async take(key, { now, until }) {
      for (const [other, end] of once) if (end <= now) once.delete(other);
      if (once.has(key)) return false;
      once.set(key, until);
      return true;
    },
  };
}
