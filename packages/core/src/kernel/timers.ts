/** Waiting as a parameter: tests own it together with the clock, production has the event loop's. */
export interface Timers {
  /** Calls back once, after so many milliseconds; gives the function that calls it off. */
  after(ms: number, callback: () => void): () => void;
  /** Calls back as soon as the input that is there by now has been read: for gathering what belongs together. */
  soon(callback: () => void): void;
}

/** The event loop's timers. */
export const systemTimers: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  soon: (callback) => void setImmediate(callback),
};
