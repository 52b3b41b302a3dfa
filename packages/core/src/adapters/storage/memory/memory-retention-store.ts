import type { ForgetRequest, ForgetStep, RetentionStore } from '../../../intake/retention-store.ts';
import type { MemoryState } from './memory-state.ts';

/** Forgetting in memory. */
export function memoryRetentionStore(state: MemoryState): RetentionStore {
  function forgetEvent(id: string, before: number): boolean {
    const all = [...state.deliveries.values()];
    const own = all.filter(({ delivery }) => delivery.eventId === id);
    const among = all.filter(({ delivery }) =>
      (state.members.get(delivery.id) ?? []).some(({ eventId }) => eventId === id),
    );
    const isFinished = [...own, ...among].every(
      ({ delivery: { dueAt, endedAt } }) => dueAt === null && endedAt !== null && endedAt < before,
    );
    if (!isFinished) return false;
    for (const { delivery } of among) {
      const others = (state.members.get(delivery.id) ?? []).filter(({ eventId }) => eventId !== id);
      state.members.set(delivery.id, others);
    }
    for (const { delivery } of own) {
      state.deliveries.delete(delivery.id);
      state.members.delete(delivery.id);
    }
    for (const [key, open] of state.troubles)
      state.troubles.set(key, new Map([...open].filter(([, { eventId }]) => eventId !== id)));
    return state.events.delete(id);
  }

  function forgetReport(id: string): boolean {
    if (state.quarantine.has(id)) return false;
    if ([...state.events.values()].some(({ reportId }) => reportId === id)) return false;
    const [key] = [...state.reports].find(([, report]) => report.id === id) ?? [];
    return key !== undefined && state.reports.delete(key);
  }

  return {
    async forgetEvents(request) {
      return step([...state.events.values()], request, (id) => forgetEvent(id, request.before));
    },
    async forgetQuarantined(request) {
      const reports = [...state.quarantine.values()].map(({ report }) => report);
      return step(reports, request, (id) => state.quarantine.delete(id));
    },
    async forgetReports(request) {
      return step([...state.reports.values()], request, forgetReport);
    },
    async forgetSilences({ before, after, limit }) {
      const next = [...state.silences.values()]
        .filter(({ id }) => id > after)
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
        .slice(0, limit);
      const over = next.filter(({ endsAt }) => endsAt < before);
      for (const { id } of over) state.silences.delete(id);
      return { forgotten: over.length, next: next.length < limit ? null : (next.at(-1)?.id ?? null) };
    },
  };
}

/** Looks at the next ones in the order of their ids, which is that of time, up to the first that is young. */
function step(
  kept: readonly { readonly id: string; readonly receivedAt: number }[],
  { before, after, limit }: ForgetRequest,
  forget: (id: string) => boolean,
): ForgetStep {
  const next = kept
    .filter(({ id }) => id > after)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .slice(0, limit);
  const young = next.findIndex(({ receivedAt }) => receivedAt >= before);
  const old = young === -1 ? next : next.slice(0, young);
  const forgotten = old.filter(({ id }) => forget(id)).length;
  return { forgotten, next: old.length < limit ? null : (old.at(-1)?.id ?? null) };
}
