import type { Timers } from '../kernel/timers.ts';

/** Wakes the one who waits at it. A ring that nobody waits for is kept for the next wait. */
export interface Bell {
  ring(): void;
  /** Ends with the next ring, or after so many milliseconds. */
  wait(ms: number): Promise<void>;
  /** A ring is kept for the next wait. */
  readonly isRung: boolean;
}

/** A bell for one waiter. */
export function createBell(timers: Timers): Bell {
  let rung = false;
  let answer: (() => void) | null = null;

  return {
    ring() {
      rung = true;
      answer?.();
    },
    wait: (ms) =>
      new Promise((resolve) => {
        const end = (): void => {
          cancel();
          answer = null;
          rung = false;
          resolve();
        };
        const cancel = timers.after(ms, end);
        answer = end;
        if (rung) end();
      }),
    get isRung() {
      return rung;
    },
  };
}
