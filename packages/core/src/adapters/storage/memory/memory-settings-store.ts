import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../kernel/errors.ts';
import { HOST } from '../../../kernel/level.ts';
import type { SettingsStore } from '../../../settings/settings-store.ts';
import { checkPage } from '../records/check-page.ts';
import { numberOfCursor } from '../records/number-of-cursor.ts';
import { pageOf } from '../records/page-of.ts';
import { keyIdsOfLayer } from '../records/key-ids-of-layer.ts';
import { memoryRevisions } from './memory-revisions.ts';
import { configurationChanges, type MemoryState } from './memory-state.ts';
import { releaseHeld } from './release-held.ts';

/** Mail settings in memory. */
export function memorySettingsStore(state: MemoryState): SettingsStore {
  const { revisions } = state;
  const { revisionsOf, settingsOf, supersede, save } = memoryRevisions(state);

  return {
    async load(level) {
      return settingsOf(level);
    },

    async save(change) {
      return save(change);
    },

    async activate({ level, revisionId, audit, now }) {
      const { draft } = settingsOf(level);
      if (draft?.id !== revisionId) return 'conflict';
      configurationChanges(state, audit);
      supersede(level, 'active');
      revisions.set(draft.id, { ...draft, state: 'active' });
      releaseHeld(state, level, now);
      return 'activated';
    },

    async recordTest(revisionId, test, audit) {
      const revision = revisions.get(revisionId);
      if (revision === undefined)
        throw new AppError('not-found', 'There is no such revision of the settings.');
      configurationChanges(state, [audit]);
      revisions.set(revisionId, { ...revision, test });
    },

    async findRevision(level, number) {
      return revisionsOf(level).find((revision) => revision.number === number) ?? null;
    },

    async history(level, page) {
      checkPage(page);
      const below = page.cursor === undefined ? Infinity : numberOfCursor(page.cursor);
      const rows = revisionsOf(level).filter((revision) => revision.number < below);
      return pageOf(rows.slice(0, page.limit + 1), page.limit, (last) => String(last.number));
    },

    async sealedWithOtherKey(keyId, limit) {
      return [...revisions.values()]
        .filter((revision) => keyIdsOfLayer(revision.layer).some((other) => other !== keyId))
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
        .slice(0, limit);
    },

    async reseal(revisionId, before, after) {
      const revision = revisions.get(revisionId);
      if (revision === undefined || !isDeepStrictEqual(revision.layer, before)) return false;
      configurationChanges(state, []);
      revisions.set(revisionId, { ...revision, layer: after });
      return true;
    },

    async policy() {
      return state.policy;
    },

    async savePolicy(before, after, { audit, now }) {
      if (!isDeepStrictEqual(state.policy, before)) return 'conflict';
      configurationChanges(state, audit);
      state.policy = after;
      releaseHeld(state, HOST, now);
      return 'saved';
    },
  };
}
