import { levelKey, type Level } from '../../../kernel/level.ts';
import { takeTurns } from '../records/take-turns.ts';
import { dueLevels, lockLongestDue } from './due-lanes.ts';
import type { Session } from './session.ts';

/** What a claim asks for. */
export interface TurnsRequest {
  /** Epoch milliseconds, by this process's clock. */
  readonly now: number;
  /** See `clockShift`. */
  readonly callerNow: number | null;
  readonly limit: number;
  readonly perLevel: number;
  readonly except: readonly Level[];
}

/** A due delivery that a claim takes. */
interface Turn {
  readonly id: string;
  readonly level: string;
}

/**
 * Chooses what is due, and locks it: urgent ones first; within a priority levels take turns, beginning after the level that
 * had the last turn (`''` at first); within a level the longest due first.
 */
export async function claimInTurns(
  session: Session,
  lastServed: string,
  request: TurnsRequest,
): Promise<readonly string[]> {
  const except = request.except.map(levelKey);
  const levels = await dueLevels(session, { ...request, lastServed, except });
  const turns: Turn[] = [];
  for (const priority of [0, 1] as const) {
    const own = levels.filter((lane) => lane.priority === priority).map(({ level }) => level);
    turns.push(...(await turnsOf(session, { ...request, priority, levels: own, already: turns })));
  }
  return turns.map(({ id }) => id);
}

/**
 * The turns of one priority. Asks each level for its fair part of what is wanted, and for the rest those that had as much:
 * so little more is locked than taken.
 */
async function turnsOf(
  session: Session,
  request: TurnsRequest & {
    readonly priority: 0 | 1;
    readonly levels: readonly string[];
    readonly already: readonly Turn[];
  },
): Promise<readonly Turn[]> {
  const { already, limit, perLevel } = request;
  const wanted = limit - already.length;
  const queues = new Map<string, Turn[]>();
  const roomOf = (level: string): number =>
    perLevel - already.filter((turn) => turn.level === level).length - (queues.get(level)?.length ?? 0);

  let open = request.levels.filter((level) => roomOf(level) > 0).slice(0, Math.max(0, wanted));
  for (const level of open) queues.set(level, []);
  let missing = wanted;
  while (missing > 0 && open.length > 0) {
    const part = Math.ceil(missing / open.length);
    const lanes = open.map((level) => ({ level, most: Math.min(part, roomOf(level)) }));
    const locked = [...queues.values()].flat().map(({ id }) => id);
    const found = Map.groupBy(
      await lockLongestDue(session, { ...request, lanes, locked }),
      ({ level }) => level,
    );
    for (const [level, turns] of found) queues.get(level)?.push(...turns);
    open = lanes
      .filter(({ level, most }) => found.get(level)?.length === most && roomOf(level) > 0)
      .map(({ level }) => level);
    missing = wanted - [...queues.values()].flat().length;
  }
  return takeTurns([...queues.values()], wanted);
}
