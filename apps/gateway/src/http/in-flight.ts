import type { ServerResponse } from 'node:http';
import { Places } from '@postern/core';

/** The responses under way: what a graceful stop waits for. */
export class InFlight {
  readonly #responses = new Places<ServerResponse>();
  #closing = false;

  track(response: ServerResponse): void {
    if (this.#closing) response.setHeader('Connection', 'close');
    const place = this.#responses.add(response);
    response.once('close', () => {
      this.#responses.take(place);
    });
  }

  /** From now on every answer ends its connection, also those of requests that are already here. */
  closeConnections(): void {
    this.#closing = true;
    for (const response of this.#responses.all()) {
      if (!response.headersSent) response.setHeader('Connection', 'close');
    }
  }

  /** Whether a response is under way on that socket. */
  has(socket: unknown): boolean {
    return this.#responses.all().some((response) => response.socket === socket);
  }
}
