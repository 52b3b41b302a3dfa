import type { ServerResponse } from 'node:http';

/**
 * The responses under way: what a graceful stop waits for. They have places that are used again, and no `Set`: when a set
 * makes room, V8 leaves its old table behind with a pointer to the new one, and once one of these is among the old objects,
 * every later table stays too, with every request that was in it, until the next full collection.
 */
export class InFlight {
  readonly #places: (ServerResponse | null)[] = [];
  readonly #free: number[] = [];
  #closing = false;

  track(response: ServerResponse): void {
    if (this.#closing) response.setHeader('Connection', 'close');
    const place = this.#free.pop() ?? this.#places.length;
    this.#places[place] = response;
    response.once('close', () => {
      this.#places[place] = null;
      this.#free.push(place);
    });
  }

  /** From now on every answer ends its connection, also those of requests that are already here. */
  closeConnections(): void {
    this.#closing = true;
    for (const response of this.#places) {
      if (response !== null && !response.headersSent) response.setHeader('Connection', 'close');
    }
  }

  /** Whether a response is under way on that socket. */
  has(socket: unknown): boolean {
    return this.#places.some((response) => response !== null && response.socket === socket);
  }
}
