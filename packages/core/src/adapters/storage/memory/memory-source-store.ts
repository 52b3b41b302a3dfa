import { isDeepStrictEqual } from 'node:util';
import { levelKey } from '../../../kernel/level.ts';
import type { SourceStore } from '../../../sources/source-store.ts';
import type { Source, SourceSecret } from '../../../sources/source.ts';
import { configurationChanges, refuseKnownIds, type MemoryState } from './memory-state.ts';

/** How many secrets may live at once while one replaces the other. */
const MOST_SECRETS = 2;

/** Sources in memory. */
export function memorySourceStore(state: MemoryState): SourceStore {
  const { sources } = state;
  return {
    async add(source, audit) {
      const sameName = [...sources.values()].some(
        (other) => other.name === source.name && levelKey(other.level) === levelKey(source.level),
      );
      if (sameName) return 'name-taken';
      refuseKnownIds(sources, [source.id], 'sources');
      configurationChanges(state, [audit]);
      sources.set(source.id, source);
      return 'added';
    },

    async list() {
      return [...sources.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
    },

    async find(id) {
      return sources.get(id) ?? null;
    },

    async setState(id, newState, audit) {
      const source = sources.get(id);
      if (source === undefined) return 'not-found';
      configurationChanges(state, [audit]);
      sources.set(id, { ...source, state: newState });
      return 'changed';
    },

    async setExpectation(id, expectedEvery, audit) {
      const source = sources.get(id);
      if (source === undefined) return 'not-found';
      configurationChanges(state, [audit]);
      sources.set(id, { ...source, expectedEvery });
      return 'changed';
    },

    async setLimit(id, limitPerMinute, audit) {
      const source = sources.get(id);
      if (source === undefined) return 'not-found';
      configurationChanges(state, [audit]);
      sources.set(id, { ...source, limitPerMinute });
      return 'changed';
    },

    async addSecret(id, secret, audit) {
      const source = sources.get(id);
      if (source === undefined) return 'not-found';
      if (source.secrets.length >= MOST_SECRETS) return 'two-already';
      configurationChanges(state, [audit]);
      sources.set(id, withSecrets(source, [...source.secrets, secret]));
      return 'added';
    },

    async removeSecret(id, secretId, audit) {
      const source = sources.get(id);
      if (source?.secrets.some((secret) => secret.id === secretId) !== true) return 'not-found';
      if (source.secrets.length === 1) return 'last-one';
      configurationChanges(state, [audit]);
      sources.set(
        id,
        withSecrets(
          source,
          source.secrets.filter((secret) => secret.id !== secretId),
        ),
      );
      return 'removed';
    },

    async resealSecret(id, before, after) {
      const source = sources.get(id);
      const kept = source?.secrets.find((secret) => secret.id === before.id);
      if (source === undefined || kept === undefined) return false;
      if (!isDeepStrictEqual(kept.sealed, before.sealed)) return false;
      configurationChanges(state, []);
      sources.set(
        id,
        withSecrets(
          source,
          source.secrets.map((secret) => (secret === kept ? { ...kept, sealed: after.sealed } : secret)),
        ),
      );
      return true;
    },
  };
}

function withSecrets(source: Source, secrets: readonly SourceSecret[]): Source {
  return { ...source, secrets };
}
