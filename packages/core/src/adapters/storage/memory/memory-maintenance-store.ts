import type { MaintenanceStore } from '../../../delivery/maintenance.ts';
import { configurationChanges, type MemoryState } from './memory-state.ts';

/** The maintenance mode in memory. */
export function memoryMaintenanceStore(state: MemoryState): MaintenanceStore {
  return {
    async mode() {
      return state.maintenance;
    },

    async setMode(mode, audit) {
      configurationChanges(state, [audit]);
      state.maintenance = mode;
    },
  };
}
