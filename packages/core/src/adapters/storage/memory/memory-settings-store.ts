import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../kernel/errors.ts';
import { HOST, levelKey, type Level } from '../../../kernel/level.ts';
import type { LevelSettings, SettingsStore } from '../../../settings/settings-store.ts';
import type { Revision, RevisionState } from '../../../settings/mail-settings.ts';
import { checkPage } from '../records/check-page.ts';
import { checkRevisionNumbers } from '../records/check-revision-numbers.ts';
import { numberOfCursor } from '../records/number-of-cursor.ts';
import { pageOf } from '../records/page-of.ts';
import { keyIdsOfLayer } from '../records/key-ids-of-layer.ts';
import { configurationChanges, refuseKnownIds, type MemoryState } from './memory-state.ts';
import { releaseHeld } from './release-held.ts';

/** Mail settings in memory. */
export function memorySettingsStore(state: MemoryState): SettingsStore {
  const { revisions } = state;

  /** Newest first. */
  const revisionsOf = (level: Level): readonly Revision[] =>
    [...revisions.values()]
      .filter((revision) => levelKey(revision.level) === levelKey(level))
      .toSorted((one, other) => other.number - one.number);

  const settingsOf = (level: Level): LevelSettings => {
    const all = revisionsOf(level);
    return {
      active: all.find((revision) => revision.state === 'active') ?? null,
      draft: all.find((revision) => revision.state === 'draft') ?? null,
      head: all[0]?.number ?? 0,
    };
  };

  const supersede = (level: Level, which: RevisionState): void => {
    for (const revision of revisionsOf(level)) {
      if (revision.state === which) revisions.set(revision.id, { ...revision, state: 'superseded' });
    }
  };

  return {
    async load(level) {
      return settingsOf(level);
    },

    async save(change) {
      const { level, now } = change;
      const { active, head } = settingsOf(level);
      if (head !== change.expectedHead) return 'conflict';
      if (change.expectedActive !== undefined && (active?.id ?? null) !== change.expectedActive)
        return 'conflict';
      checkRevisionNumbers(change.revisions, change.expectedHead);
      refuseKnownIds(
        revisions,
        change.revisions.map(({ id }) => id),
        'revisions',
      );
      configurationChanges(state, change.audit);
      if (change.dropDraft) supersede(level, 'draft');
      for (const revision of change.revisions) {
        supersede(level, revision.state);
        revisions.set(revision.id, revision);
      }
      if (change.releaseHeld) releaseHeld(state, level, now);
      return 'saved';
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
