import { isDeepStrictEqual } from 'node:util';
import type { InstallationStore } from '../../../installations/installation-store.ts';
import { writeAudit, type MemoryState } from './memory-state.ts';

/** Installations in memory. */
export function memoryInstallationStore(state: MemoryState): InstallationStore {
  const { installations } = state;
  return {
    async save(installation, audit) {
      writeAudit(state, [audit]);
      installations.set(installation.teamId, installation);
    },

    async find(teamId) {
      return installations.get(teamId) ?? null;
    },

    async list() {
      return [...installations.values()].toSorted(
        (one, other) => one.installedAt - other.installedAt || (one.teamId < other.teamId ? -1 : 1),
      );
    },

    async reseal(teamId, before, after) {
      const kept = installations.get(teamId);
      if (kept === undefined || !isDeepStrictEqual(kept.sealed, before)) return false;
      installations.set(teamId, { ...kept, sealed: after });
      return true;
    },

    async remove({ teamId, installedAt }, audit) {
      if (installations.get(teamId)?.installedAt !== installedAt) return false;
      writeAudit(state, [audit]);
      installations.delete(teamId);
      return true;
    },
  };
}
