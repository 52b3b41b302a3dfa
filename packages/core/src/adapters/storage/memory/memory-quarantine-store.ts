import type { QuarantineStore } from '../../../intake/quarantine-store.ts';
import { levelKey } from '../../../kernel/level.ts';
import { listPage } from './list-page.ts';
import { keepEvent } from './memory-intake-store.ts';
import { refuseKnownIds, writeAudit, type MemoryState } from './memory-state.ts';

/** Quarantine in memory. */
export function memoryQuarantineStore(state: MemoryState): QuarantineStore {
  const { quarantine } = state;
  return {
    async list({ level, state: wanted }, page) {
      const reports = [...quarantine.values()]
        .map(({ report }) => report)
        .filter(
          (report) =>
            (level === undefined || levelKey(report.level) === levelKey(level)) &&
            (wanted === undefined || report.state === wanted),
        );
      return listPage(reports, (report) => report.id, page);
    },

    async find(id) {
      return quarantine.get(id) ?? null;
    },

    async replay({ id, events, now, audit }) {
      const kept = quarantine.get(id);
      if (kept === undefined) return 'not-found';
      if (kept.report.state !== 'held') return 'not-held';
      const deliveries = events.flatMap((planned) => planned.deliveries);
      refuseKnownIds(
        state.events,
        events.map((planned) => planned.id),
        'events',
      );
      refuseKnownIds(
        state.deliveries,
        deliveries.map((delivery) => delivery.id),
        'deliveries',
      );
      writeAudit(state, [audit]);
      const { level, receivedAt } = kept.report;
      for (const planned of events)
        keepEvent(state, { reportId: id, planned, level, receivedAt, dueAt: now });
      quarantine.set(id, { ...kept, report: { ...kept.report, state: 'replayed' } });
      return 'replayed';
    },

    async dismiss(id, audit) {
      const kept = quarantine.get(id);
      if (kept === undefined) return 'not-found';
      if (kept.report.state !== 'held') return 'not-held';
      writeAudit(state, [audit]);
      quarantine.set(id, { ...kept, report: { ...kept.report, state: 'dismissed' } });
      return 'dismissed';
    },

    async heldCount() {
      return [...quarantine.values()].filter(({ report }) => report.state === 'held').length;
    },
  };
}
