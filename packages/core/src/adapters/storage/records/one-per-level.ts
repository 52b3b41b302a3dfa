import type { Incident } from '../../../incidents/incident.ts';
import { levelKey } from '../../../kernel/level.ts';

/** Of each level the incident that has been unchanged longest. */
export function onePerLevel(incidents: readonly Incident[]): readonly Incident[] {
  const first = new Map<string, Incident>();
  const waiting = incidents.toSorted(
    (one, other) => one.updatedAt - other.updatedAt || (one.id < other.id ? -1 : 1),
  );
  for (const incident of waiting) {
    const key = levelKey(incident.level);
    if (!first.has(key)) first.set(key, incident);
  }
  return [...first.values()];
}
