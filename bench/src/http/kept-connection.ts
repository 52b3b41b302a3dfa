import { connect, type Socket } from 'node:net';

/** One HTTP/1.1 connection that is kept, for requests one after the other. Knows just enough to count answers. */
export class KeptConnection {
  readonly #socket: Socket;
  #buffered = '';
  #answered: ((status: number) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    // Latin-1 keeps every byte one character, so that lengths in bytes are lengths in characters.
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      this.#take(chunk);
    });
    const fail = (error?: Error): void => this.#failed?.(error ?? new Error('The connection was closed.'));
    socket.on('error', fail).on('close', () => {
      fail();
    });
  }

  /** Opens one; @throws the system's error when nobody listens. */
  static async open({
    host,
    port,
  }: {
    readonly host: string;
    readonly port: number;
  }): Promise<KeptConnection> {
    const socket = connect({ host, port });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
    });
    return new KeptConnection(socket);
  }

  /** Writes one request and gives the status of its answer, once the whole answer is there. */
  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#failed = null;
    this.#socket.destroy();
  }

  #take(chunk: string): void {
    this.#buffered += chunk;
    const head = this.#buffered.indexOf('\r\n\r\n');
    if (head === -1) return;
    const length = /^content-length: *(\d+)/im.exec(this.#buffered.slice(0, head))?.[1];
    if (length === undefined) {
      this.#failed?.(new Error('An answer without Content-Length.'));
      return;
    }
    const end = head + 4 + Number(length);
    if (this.#buffered.length < end) return;
    const status = Number(this.#buffered.slice(9, 12));
    this.#buffered = this.#buffered.slice(end);
    this.#answered?.(status);
  }
}
