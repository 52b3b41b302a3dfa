const SHOWN = '[secret]';
/** The method Node's `util.inspect` (and so `console.log`) asks for. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * A value that must never be printed. Every way of turning it into text (template strings, JSON, `console.log`,
 * a logger) yields `[secret]`; only {@link Secret.expose} gives the value, at the place that needs it (the socket, the seal).
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The clear value. Call it as late as possible and never store the answer. */
  expose(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [INSPECT](): string {
    return SHOWN;
  }
}
