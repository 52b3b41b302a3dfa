import { isSamePlace } from '../channels/channel-binding.ts';
import { levelKey } from '../kernel/level.ts';
import type { UntoldRequest } from './incident-store.ts';
import type { Incident } from './incident.ts';

/**
 * Whether people are to be told of an incident now: of a new one, of one that changed since, and of an open one again where
 * the level has another channel. What was over before the level had its channel, nobody is told.
 */
export function isUntold(
  incident: Incident,
  { outlets, toldBefore }: Pick<UntoldRequest, 'outlets' | 'toldBefore'>,
): boolean {
  const outlet = outlets.find(({ level }) => levelKey(level) === levelKey(incident.level));
  if (outlet === undefined) return false;
  const { told, resolvedAt, version, step } = incident;
  const resolved = resolvedAt !== null;
  if (told === null) return !resolved || incident.openedAt >= outlet.since;
  if (!resolved && !isSamePlace(told, outlet)) return true;
  if (told.version >= version) return false;
  return resolved !== told.resolved || step > told.step || told.at < toldBefore;
}
