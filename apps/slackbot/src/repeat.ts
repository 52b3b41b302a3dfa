import type { Timers } from '@postern/core';

/** Something that is done again and again. */
export interface Repetition {
  /** Waits for what is under way; nothing begins any more. */
  stop(): Promise<void>;
}

/**
 * Does something at once, and again a while after it has ended, until it is stopped.
 * @param work never throws.
 * @param every milliseconds between an end and the next beginning.
 */
export function repeat(
  work: () => Promise<void>,
  { every, timers }: { readonly every: number; readonly timers: Timers },
): Repetition {
  let stopped = false;
  let callOff = (): void => undefined;
  const turn = async (): Promise<void> => {
    await work();
    if (stopped) return;
    callOff = timers.after(every, () => {
      working = turn();
    });
  };
  let working = turn();
  return {
    async stop() {
      stopped = true;
      callOff();
      await working;
    },
  };
}
