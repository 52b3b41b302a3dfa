import type { Timers } from '../kernel/timers.ts';
import type { FakeClock } from './fake-clock.ts';

interface Pending {
  readonly at: number;
  readonly callback: () => void;
}

/** Timers that go off when the test moves time on, in their order; the clock moves with them. */
export class FakeTimers implements Timers {
  readonly #clock: FakeClock;
  readonly #pending = new Set<Pending>();
  #soon: (() => void)[] = [];

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  after(ms: number, callback: () => void): () => void {
    const pending = { at: this.#clock.now() + Math.max(0, ms), callback };
    this.#pending.add(pending);
    return () => this.#pending.delete(pending);
  }

  soon(callback: () => void): void {
    this.#soon.push(callback);
  }

  /** How many timers are set. */
  get size(): number {
    return this.#pending.size;
  }

  /** Moves time on by so many milliseconds; what goes off on the way has run, with all that follows at once, when this ends. */
  async advance(ms: number): Promise<void> {
    const until = this.#clock.now() + ms;
    await this.settle();
    for (let next = this.#next(until); next !== null; next = this.#next(until)) {
      this.#pending.delete(next);
      this.#clock.set(Math.max(next.at, this.#clock.now()));
      next.callback();
      await this.settle();
    }
    this.#clock.set(until);
  }

  /** Ends when everything that can happen without time passing has happened. */
  async settle(): Promise<void> {
    do {
      const callbacks = this.#soon;
      this.#soon = [];
      for (const callback of callbacks) callback();
      // A turn of the real event loop: every promise that can go on has gone on.
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.#soon.length > 0);
  }

  #next(until: number): Pending | null {
    const due = [...this.#pending].filter(({ at }) => at <= until);
    return due.toSorted((one, other) => one.at - other.at)[0] ?? null;
  }
}
