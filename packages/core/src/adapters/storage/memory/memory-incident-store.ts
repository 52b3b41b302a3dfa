import type { IncidentStore } from '../../../incidents/incident-store.ts';
import type { Incident } from '../../../incidents/incident.ts';
import { isUntold } from '../../../incidents/is-untold.ts';
import { levelKey } from '../../../kernel/level.ts';
import { countsByKind } from '../records/counts-by-kind.ts';
import { onePerLevel } from '../records/one-per-level.ts';
import { listPage } from './list-page.ts';
import type { MemoryState } from './memory-state.ts';

/** Incidents in memory. */
export function memoryIncidentStore(state: MemoryState): IncidentStore {
  const { incidents } = state;
  const all = () => [...incidents.values()].map(({ incident }) => incident);
  const open = () =>
    all()
      .filter(({ resolvedAt }) => resolvedAt === null)
      .toSorted((one, other) => one.openedAt - other.openedAt || (one.id < other.id ? -1 : 1));
  const isSame = (one: Incident, other: Incident) =>
    levelKey(one.level) === levelKey(other.level) &&
    one.facts.kind === other.facts.kind &&
    one.subject === other.subject;

  return {
    async apply(changes) {
      const stored = new Set<string>();
      for (const { incident, expectedVersion } of changes) {
        const kept = incidents.get(incident.id);
        if (expectedVersion === 0) {
          const twin = incident.resolvedAt === null && open().some((other) => isSame(other, incident));
          if (kept !== undefined || twin) continue;
          incidents.set(incident.id, { incident: { ...incident, told: null }, lease: null });
        } else {
          if (kept?.incident.version !== expectedVersion) continue;
          incidents.set(incident.id, { ...kept, incident: { ...incident, told: kept.incident.told } });
        }
        stored.add(incident.id);
      }
      return stored;
    },

    open: async () => open(),

    async list(filter, page) {
      const found = all().filter(
        ({ level, resolvedAt }) =>
          (filter.level === undefined || levelKey(level) === levelKey(filter.level)) &&
          (filter.open === undefined || filter.open === (resolvedAt === null)),
      );
      return listPage(found, ({ id }) => id, page);
    },

    async takeUntold({ leaseToken, leaseUntil, ...request }) {
      const free = [...incidents.values()]
        .filter(({ lease }) => lease === null || lease.until <= request.now)
        .map(({ incident }) => incident)
        .filter((incident) => isUntold(incident, request));
      const taken = onePerLevel(free);
      for (const incident of taken)
        incidents.set(incident.id, { incident, lease: { token: leaseToken, until: leaseUntil } });
      return taken;
    },

    async told(id, leaseToken, told) {
      const kept = incidents.get(id);
      if (kept?.lease?.token !== leaseToken) return false;
      incidents.set(id, { incident: { ...kept.incident, told }, lease: null });
      return true;
    },

    async postpone(id, leaseToken, until) {
      const kept = incidents.get(id);
      if (kept?.lease?.token !== leaseToken) return;
      incidents.set(id, { ...kept, lease: { token: null, until } });
    },

    openCounts: async () => countsByKind(open().map(({ facts }) => ({ kind: facts.kind, count: 1 }))),

    async purge(resolvedBefore) {
      const old = all().filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt < resolvedBefore);
      for (const { id } of old) incidents.delete(id);
      return old.length;
    },
  };
}
