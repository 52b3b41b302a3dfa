import { levelKey, type Level } from '../../../kernel/level.ts';
import { afterTurn } from '../records/after-turn.ts';
import { takeTurns } from '../records/take-turns.ts';
import type { KeptDelivery } from './memory-state.ts';

/**
 * Chooses what is due: urgent ones first; within a priority levels take turns, beginning after the level that had the
 * last turn; within a level the longest due first.
 */
export function claimInTurns(
  all: readonly KeptDelivery[],
  lastServed: string | null,
  request: {
    readonly now: number;
    readonly limit: number;
    readonly perLevel: number;
    readonly except: readonly Level[];
  },
): readonly KeptDelivery[] {
  const passedOver = request.except.map(levelKey);
  const due = all
    .filter(({ delivery }) => delivery.dueAt !== null && delivery.dueAt <= request.now)
    .filter(({ delivery }) => !passedOver.includes(levelKey(delivery.level)))
    .toSorted(longestDueFirst);
  const levels = afterTurn([...new Set(due.map(levelOf))], lastServed);

  const queues = ([0, 1] as const).map((priority) =>
    levels.map((level) =>
      due.filter((kept) => levelOf(kept) === level && kept.delivery.priority === priority),
    ),
  );
  const urgent = takeTurns(
    (queues[0] ?? []).map((queue) => queue.slice(0, request.perLevel)),
    request.limit,
  );
  const room = (level: string | undefined): number =>
    request.perLevel - urgent.filter((kept) => levelOf(kept) === level).length;
  const normal = takeTurns(
    (queues[1] ?? []).map((queue, place) => queue.slice(0, room(levels[place]))),
    request.limit - urgent.length,
  );
  return [...urgent, ...normal];
}

function levelOf({ delivery }: KeptDelivery): string {
  return levelKey(delivery.level);
}

function longestDueFirst({ delivery: one }: KeptDelivery, { delivery: other }: KeptDelivery): number {
  return (one.dueAt ?? 0) - (other.dueAt ?? 0) || (one.id < other.id ? -1 : 1);
}
