import { levelKey, type Level } from '../kernel/level.ts';
import type { ClaimedDelivery } from './delivery.ts';
import type { Lease } from './lease-keeper.ts';

/** A claimed delivery in this worker's hands. */
export interface WorkItem {
  readonly claimed: ClaimedDelivery;
  readonly lease: Lease;
  /** What it shares with others and may block: the connection that its level sends over. Set by the worklist alone. */
  lane: string;
}

/** A level and the lane that its mail takes. */
export interface LevelLane {
  readonly level: Level;
  readonly lane: string;
}

/** What to ask the outbox for. */
export interface ClaimPlan {
  readonly limit: number;
  /** Levels that have enough in hand. */
  readonly except: readonly Level[];
}

/** What this worker holds, and whose turn it is. */
export interface FairWorklist {
  /** Holds it, to be started in its turn. */
  add(item: WorkItem): void;
  /** Takes what is to be started next, if there is a place for it; `room` says how many more may start on a lane. */
  next(room: (lane: string) => number): WorkItem | null;
  /** Frees the place of what was started. It is held on until it is settled and dropped, or put back. */
  ended(item: WorkItem): void;
  /** Has it wait for its turn again, before the others of its level, on the lane that it turned out to take. */
  putBack(item: WorkItem, lane: string): void;
  /** Lets go of it. */
  drop(item: WorkItem): void;
  /** Lets go of all waiting ones that fit. */
  takeWaiting(fits: (item: WorkItem) => boolean): readonly WorkItem[];
  /** How much to claim now and from whom not; null when there is enough in hand. */
  plan(known: readonly LevelLane[]): ClaimPlan | null;
  waitingOn(lane: string): number;
  readonly running: number;
  readonly waiting: number;
}

/** Deliveries held per place: enough that claims come in batches, few enough that a restart gives back little. */
const HELD_PER_PLACE = 10;

/**
 * Shares `concurrency` places between lanes, and a lane's places between its levels.
 *
 * A lane may take places as long as it has fewer than are free (the dynamic threshold of shared-buffer switches,
 * Choudhury and Hahne 1998): one alone gets half, each further one half of the rest, so a slow relay never takes the last
 * place; what is held follows the same rule. Urgent deliveries pass by their level's turn and their lane's share.
 */
export function createFairWorklist(concurrency: number): FairWorklist {
  const window = concurrency * HELD_PER_PLACE;
  const leastClaim = Math.ceil(concurrency / 4);
  /** Waiting ones by level, in turn: the level that was served goes to the end. */
  const queues = new Map<string, WorkItem[]>();
  const heldOn = new Map<string, number>();
  const runningOn = new Map<string, number>();
  const waitingOn = new Map<string, number>();
  let held = 0;
  let running = 0;
  let waiting = 0;

  function enqueue(item: WorkItem, place: 'first' | 'last'): void {
    const key = levelKey(item.claimed.delivery.level);
    const queue = queues.get(key) ?? [];
    queues.set(key, queue);
    const urgent = queue.findIndex((other) => !isUrgent(other));
    const behindUrgent = urgent === -1 ? queue.length : urgent;
    if (isUrgent(item)) queue.splice(place === 'first' ? 0 : behindUrgent, 0, item);
    else queue.splice(place === 'first' ? behindUrgent : queue.length, 0, item);
    waiting += 1;
    count(waitingOn, item.lane, 1);
  }

  function start(key: string, queue: WorkItem[], item: WorkItem): WorkItem {
    queue.shift();
    queues.delete(key);
    if (queue.length > 0) queues.set(key, queue);
    waiting -= 1;
    running += 1;
    count(waitingOn, item.lane, -1);
    count(runningOn, item.lane, 1);
    return item;
  }

  function drop(item: WorkItem): void {
    held -= 1;
    item.lease.held -= 1;
    count(heldOn, item.lane, -1);
  }

  return {
    add(item) {
      held += 1;
      item.lease.held += 1;
      count(heldOn, item.lane, 1);
      enqueue(item, 'last');
    },

    next(room) {
      const free = concurrency - running;
      if (free <= 0) return null;
      for (const mayStart of [
        (item: WorkItem) => isUrgent(item) && room(item.lane) > 0,
        (item: WorkItem) => (runningOn.get(item.lane) ?? 0) < free && room(item.lane) > 0,
      ]) {
        for (const [key, queue] of queues) {
          const item = queue[0];
          if (item !== undefined && mayStart(item)) return start(key, queue, item);
        }
      }
      return null;
    },

    ended(item) {
      running -= 1;
      count(runningOn, item.lane, -1);
    },

    putBack(item, lane) {
      count(heldOn, item.lane, -1);
      item.lane = lane;
      count(heldOn, lane, 1);
      enqueue(item, 'first');
    },
    drop,

    takeWaiting(fits) {
      const taken: WorkItem[] = [];
      for (const [key, queue] of queues) {
        const left: WorkItem[] = [];
        for (const item of queue) (fits(item) ? taken : left).push(item);
        if (left.length === 0) queues.delete(key);
        else if (left.length < queue.length) queues.set(key, left);
      }
      for (const item of taken) {
        waiting -= 1;
        count(waitingOn, item.lane, -1);
        drop(item);
      }
      return taken;
    },

    plan(known) {
      const free = window - held;
      const most = free - 2 * leastClaim;
      if (most < 0) return null;
      const unsaturated = [...heldOn.values()].filter((number) => number <= most);
      return {
        limit: Math.floor((free - Math.max(0, ...unsaturated)) / 2),
        except: known.filter(({ lane }) => (heldOn.get(lane) ?? 0) > most).map(({ level }) => level),
      };
    },

    waitingOn: (lane) => waitingOn.get(lane) ?? 0,
    get running() {
      return running;
    },
    get waiting() {
      return waiting;
    },
  };
}

function isUrgent({ claimed }: WorkItem): boolean {
  return claimed.delivery.priority === 0;
}

function count(counts: Map<string, number>, key: string, change: number): void {
  const number = (counts.get(key) ?? 0) + change;
  if (number === 0) counts.delete(key);
  else counts.set(key, number);
}
