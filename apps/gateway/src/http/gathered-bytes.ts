/** A piece of this size or more is kept as it came, in bytes. */
const LARGE = 1_024;
/** Smaller ones are copied together into blocks of this size, in bytes. */
const BLOCK = 16_384;

/**
 * Bytes that come in pieces. Around each piece stands an object of some hundred bytes: whoever sends a body in pieces of
 * one byte would fill a hundred times the memory that the limits count, so small pieces do not stay pieces.
 */
export class GatheredBytes {
  readonly #kept: Buffer[] = [];
  #size = 0;
  /** Where small pieces go; the rest of it from {@link #used} on is free. */
  #block: Buffer | null = null;
  #used = 0;

  /** How many bytes were added. */
  get size(): number {
    return this.#size;
  }

  /** How many objects hold them: bounded by the size, not by how many pieces came. */
  get pieces(): number {
    return this.#kept.length + (this.#used > 0 ? 1 : 0);
  }

  add(piece: Buffer): void {
    this.#size += piece.length;
    // Nearly every body comes in one piece, and costs nothing more for those that do not.
    if (piece.length >= LARGE || this.#size === piece.length) {
      this.#closeBlock();
      this.#kept.push(piece);
      return;
    }
    if (this.#block !== null && this.#used + piece.length > BLOCK) this.#closeBlock();
    this.#block ??= Buffer.allocUnsafeSlow(BLOCK);
    this.#used += piece.copy(this.#block, this.#used);
  }

  /** All of them, in their order. To be called once, at the end. */
  whole(): Buffer {
    this.#closeBlock();
    const [only, ...others] = this.#kept;
    return only !== undefined && others.length === 0 ? only : Buffer.concat(this.#kept, this.#size);
  }

  #closeBlock(): void {
    if (this.#block === null || this.#used === 0) return;
    this.#kept.push(this.#block.subarray(0, this.#used));
    // What is left of it goes on to be filled while it is worth while.
    const rest = this.#block.subarray(this.#used);
    this.#block = rest.length >= LARGE ? rest : null;
    this.#used = 0;
  }
}
