import { INCIDENT_KINDS, type IncidentKind } from '../../../incidents/incident.ts';

/** Counts of every kind, 0 for those that are not there. */
export function countsByKind(
  counts: readonly { readonly kind: IncidentKind; readonly count: number }[],
): Readonly<Record<IncidentKind, number>> {
  const sums = Object.fromEntries(INCIDENT_KINDS.map((kind) => [kind, 0])) as Record<IncidentKind, number>;
  for (const { kind, count } of counts) sums[kind] += count;
  return sums;
}
