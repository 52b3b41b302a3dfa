import type { Timers } from '../kernel/timers.ts';
import { createFairLine } from './fair-line.ts';

/**
 * Webhooks let in in one turn of the event loop. Reading, verifying and planning one takes a tenth of a millisecond and more;
 * a mail needs several turns, so a crowd that is let in at once makes everybody's mail wait for the crowd several times.
 */
const IN_A_TURN = 8;

/** Lets work in a few pieces at a time, so that what is under way goes on in between. */
export interface Turnstile {
  /** Ends when it is its turn: at once, unless there is a crowd. Lanes take turns, within a lane it is as they came. */
  pass(lane: string): Promise<void>;
  /** Who stands before it. */
  readonly waiting: number;
}

/** A turnstile that nobody stands before. */
export function createTurnstile({
  timers,
  inATurn = IN_A_TURN,
}: {
  readonly timers: Pick<Timers, 'soon'>;
  /** 8 by default. */
  readonly inATurn?: number;
}): Turnstile {
  const line = createFairLine<() => void>();
  let passed = 0;

  function letIn(count: number): void {
    if (passed === 0) timers.soon(nextTurn);
    passed += count;
  }

  function nextTurn(): void {
    passed = 0;
    const next = line.take(inATurn);
    if (next.length > 0) letIn(next.length);
    for (const enter of next) enter();
  }

  return {
    pass(lane) {
      if (line.length > 0 || passed >= inATurn) return new Promise((resolve) => line.push(lane, resolve));
      letIn(1);
      return Promise.resolve();
    },
    get waiting() {
      return line.length;
    },
  };
}
