import type { Timers } from '../../kernel/timers.ts';

/**
 * A deadline that is set and lifted again thousands of times a second, over one timer that is hardly ever set: it is missed
 * after once to twice its time. It asks no clock, so that one that is put forward or back does not matter.
 */
export class Deadline {
  readonly #timers: Timers;
  readonly #ms: number;
  readonly #missed: () => void;
  #isSet = false;
  /** Set anew since the timer was. */
  #isRecent = false;
  #callOff: (() => void) | null = null;

  /** @param ms how far away it is when it is set, in milliseconds. */
  constructor(timers: Timers, ms: number, missed: () => void) {
    this.#timers = timers;
    this.#ms = ms;
    this.#missed = missed;
  }

  set(): void {
    this.#isSet = true;
    if (this.#callOff === null) this.#wait();
    else this.#isRecent = true;
  }

  lift(): void {
    this.#isSet = false;
  }

  /** {@link lift}, and the timer with it. */
  end(): void {
    this.lift();
    this.#callOff?.();
    this.#callOff = null;
  }

  #wait(): void {
    this.#isRecent = false;
    this.#callOff = this.#timers.after(this.#ms, () => {
      this.#callOff = null;
      if (!this.#isSet) return;
      if (this.#isRecent) this.#wait();
      else this.#missed();
    });
  }
}
