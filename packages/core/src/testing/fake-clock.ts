import type { Clock } from '../kernel/clock.ts';

/** Monday, 5 January 2026, 09:00 UTC: when a {@link FakeClock} starts unless told otherwise. */
export const FAKE_START = Date.UTC(2026, 0, 5, 9);

/** A clock that stands still until the test moves it. */
export class FakeClock implements Clock {
  #now: number;

  /** @param start epoch milliseconds; {@link FAKE_START} by default. */
  constructor(start: number = FAKE_START) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** Moves time on by so many milliseconds. */
  advance(ms: number): void {
    this.#now += ms;
  }

  /** Sets the time, in epoch milliseconds. */
  set(ms: number): void {
    this.#now = ms;
  }
}
