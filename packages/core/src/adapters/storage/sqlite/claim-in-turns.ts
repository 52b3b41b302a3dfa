import { levelKey, type Level } from '../../../kernel/level.ts';
import { takeTurns } from '../records/take-turns.ts';
import type { DueLanes } from './due-lanes.ts';

/** A due delivery that a claim takes. */
export interface Turn {
  readonly id: string;
  /** Key of its level. */
  readonly level: string;
}

/**
 * Chooses what is due: urgent ones first; within a priority levels take turns, beginning after the level that had the
 * last turn (`''` at first); within a level the longest due first.
 */
export function claimInTurns(
  lanes: DueLanes,
  lastServed: string,
  request: {
    readonly now: number;
    readonly limit: number;
    readonly perLevel: number;
    readonly except: readonly Level[];
  },
): readonly Turn[] {
  const { now, limit, perLevel } = request;

  const take = (priority: 0 | 1, already: readonly Turn[]): readonly Turn[] => {
    const wanted = limit - already.length;
    if (wanted <= 0) return already;
    const taken = new Map(
      [...Map.groupBy(already, ({ level }) => level)].map(([level, { length }]) => [level, length]),
    );
    const full = [...taken.keys()].filter((level) => (taken.get(level) ?? 0) >= perLevel);
    const except = new Set([...request.except.map(levelKey), ...full]);
    const levels = lanes.dueLevels({ priority, now, lastServed, except, most: wanted });
    const queues = levels.map((level) => {
      // Where levels are enough to fill the claim, each has one turn.
      const most = levels.length >= wanted ? 1 : Math.min(wanted, perLevel - (taken.get(level) ?? 0));
      return lanes.longestDue({ priority, level, now, most }).map((id) => ({ id, level }));
    });
    return [...already, ...takeTurns(queues, wanted)];
  };
  return take(1, take(0, []));
}
