import type { CanaryStore } from '../../../canaries/canary-store.ts';
import type { Canary } from '../../../canaries/canary.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import { canaryReport } from '../records/canary-report.ts';
import { keepEvent } from './memory-intake-store.ts';
import { refuseKnownIds, reportKey, writeAudit, type MemoryState } from './memory-state.ts';

/** Canaries in memory. */
export function memoryCanaryStore(state: MemoryState): CanaryStore {
  const { canaries } = state;
  const at = (level: Level, version: number): Canary | null => {
    const canary = canaries.get(levelKey(level));
    return canary?.version === version ? canary : null;
  };
  return {
    async set(plan, audit) {
      writeAudit(state, [audit]);
      const key = levelKey(plan.level);
      const before = canaries.get(key) ?? { version: plan.setAt - 1, last: null, deliveredAt: null };
      canaries.set(key, { ...before, ...plan, version: before.version + 1 });
    },

    async remove(level, audit) {
      if (!canaries.has(levelKey(level))) return 'not-found';
      writeAudit(state, [audit]);
      canaries.delete(levelKey(level));
      return 'removed';
    },

    async find(level) {
      return canaries.get(levelKey(level)) ?? null;
    },

    async list() {
      return [...canaries].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, canary]) => canary);
    },

    async send(dispatch, audit) {
      const { level, expectedVersion, nextAt, last, mail } = dispatch;
      const canary = at(level, expectedVersion);
      if (canary === null) return false;
      refuseKnownIds(state.events, [mail.id], 'events');
      writeAudit(state, audit === null ? [] : [audit]);
      const { id, sourceId, dedupeKey, receivedAt } = canaryReport(dispatch);
      state.reports.set(reportKey(sourceId, dedupeKey), { id, receivedAt });
      keepEvent(state, { reportId: id, planned: mail, level, receivedAt, dueAt: receivedAt });
      canaries.set(levelKey(level), { ...canary, nextAt, last, version: canary.version + 1 });
      return true;
    },

    async conclude({ level, expectedVersion, last, deliveredAt }) {
      const canary = at(level, expectedVersion);
      if (canary === null) return false;
      canaries.set(levelKey(level), { ...canary, last, deliveredAt, version: canary.version + 1 });
      return true;
    },
  };
}
