import { MINUTE } from '../../kernel/clock.ts';

/** Counts messages so that no minute, wherever it begins, sees more than so many of them. */
export class RateWindow {
  /** When messages were counted, oldest first; those before `#first` are out of the window. */
  #times: number[] = [];
  #first = 0;

  /** How long the next message has to wait, in milliseconds; 0 when it may go. A limit of 0 is none. */
  waitFor(limit: number, now: number): number {
    if (limit === 0) return 0;
    this.#forget(now);
    const deciding = this.#times.length - limit;
    return deciding < this.#first ? 0 : (this.#times[deciding] ?? now) + MINUTE - now;
  }

  /** Counts a message that goes now. */
  count(now: number): void {
    this.#times.push(now);
  }

  /** Whether nothing counts any more. */
  isEmpty(now: number): boolean {
    this.#forget(now);
    return this.#first === this.#times.length;
  }

  #forget(now: number): void {
    // The clock was put back: of what was counted before, no more is known than that it is not in the future.
    if ((this.#times.at(-1) ?? now) > now) this.#times = this.#times.map((time) => Math.min(time, now));
    while ((this.#times[this.#first] ?? Infinity) <= now - MINUTE) this.#first += 1;
    // Not at every message: moving the rest costs time.
    if (this.#first * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#first);
      this.#first = 0;
    }
  }
}
