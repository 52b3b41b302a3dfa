import type { AuditStore } from '../../../audit/audit-store.ts';
import { levelKey } from '../../../kernel/level.ts';
import { listPage } from './list-page.ts';
import { writeAudit, type MemoryState } from './memory-state.ts';

/** The audit log in memory. */
export function memoryAuditStore(state: MemoryState): AuditStore {
  return {
    async append(entry) {
      writeAudit(state, [entry]);
    },

    async list({ level, action, since, until }, page) {
      const wanted = [...state.audit.values()].filter(
        (entry) =>
          (level === undefined || levelKey(entry.level) === levelKey(level)) &&
          (action === undefined || entry.action === action) &&
          (since === undefined || entry.at >= since) &&
          (until === undefined || entry.at < until),
      );
      return listPage(wanted, (entry) => entry.id, page);
    },
  };
}
