/** How long to leave a thing alone that fails: 100 ms, twice as long each time, at most 5 s. */
export interface Backoff {
  /** Milliseconds until the next try, after one more failure. */
  next(): number;
  /** It works again. */
  reset(): void;
}

const FIRST = 100;
const LONGEST = 5_000;

/** A {@link Backoff} that nothing has failed on yet. */
export function createBackoff(): Backoff {
  let pause = FIRST;
  return {
    next() {
      const current = pause;
      pause = Math.min(pause * 2, LONGEST);
      return current;
    },
    reset() {
      pause = FIRST;
    },
  };
}
