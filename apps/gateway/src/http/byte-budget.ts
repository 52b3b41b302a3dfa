/**
 * How many bytes of bodies may be under way at once, over all connections: many slow senders, each within its own
 * limit, must not fill the memory. One holder, an organization, gets half at most, so that whoever knows the address of one source,
 * which takes no secret, cannot keep the bodies of all others out.
 */
export class ByteBudget {
  #left: number;
  readonly #share: number;
  /** What each holder has now; those that have nothing are not in it. */
  readonly #held = new Map<string, number>();

  /** @param bytes What may be held together. */
  constructor(bytes: number) {
    this.#left = bytes;
    this.#share = Math.floor(bytes / 2);
  }

  /** True, and taken, when that many are left, of all and of the holder's share. */
  take(bytes: number, holder: string): boolean {
    const held = (this.#held.get(holder) ?? 0) + bytes;
    if (bytes > this.#left || held > this.#share) return false;
    this.#left -= bytes;
    this.#held.set(holder, held);
    return true;
  }

  giveBack(bytes: number, holder: string): void {
    this.#left += bytes;
    const held = (this.#held.get(holder) ?? 0) - bytes;
    if (held > 0) this.#held.set(holder, held);
    else this.#held.delete(holder);
  }
}
