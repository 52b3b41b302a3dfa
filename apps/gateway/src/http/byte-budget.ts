/**
 * How many bytes of bodies may be under way at once, over all connections: many slow senders, each within its own
 * limit, must not fill the memory.
 */
export class ByteBudget {
  #left: number;

  /** @param bytes What may be held together. */
  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** True, and taken, when that many are left. */
  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#left += bytes;
  }
}
