import { connect, type Socket } from 'node:net';

/** What came back over a socket of our own. */
export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A connection that says exactly what the test wants it to, also what no HTTP client would send. */
export class RawConnection {
  readonly socket: Socket;
  #received = '';
  readonly #closed: Promise<void>;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port) });
    this.socket.setEncoding('latin1').on('data', (text: string) => {
      this.#received += text;
      this.socket.emit('received');
    });
    // A server that refuses may reset what we still write; what it answered before counts.
    this.socket.on('error', () => undefined);
    this.#closed = new Promise((resolve) =>
      this.socket.once('close', () => {
        resolve();
      }),
    );
  }

  /** Sends text as it is; `\n` alone is not turned into CRLF. */
  send(text: string): void {
    this.socket.write(text, 'latin1');
  }

  /** Everything that came, once the server has closed the connection. */
  async untilClosed(): Promise<string> {
    await this.#closed;
    return this.#received;
  }

  /** The first whole reply with a Content-Length. */
  async reply(): Promise<RawReply> {
    for (;;) {
      const reply = parseReply(this.#received);
      if (reply !== null) return reply;
      await new Promise((resolve) => this.socket.once('received', resolve).once('close', resolve));
      if (this.socket.closed && parseReply(this.#received) === null)
        throw new Error('closed without a reply');
    }
  }

  destroy(): void {
    this.socket.destroy();
  }
}

function parseReply(text: string): RawReply | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [statusLine, ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const body = text.slice(end + 4);
  const length = Number(headers['content-length'] ?? 0);
  if (body.length < length) return null;
  return { status: Number(statusLine?.split(' ')[1]), headers, body: body.slice(0, length) };
}
