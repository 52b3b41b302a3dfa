const END = Buffer.from('\r\n.\r\n');

/** What the sink does with a session: answer, take a mail, hang up. */
export interface SinkPeer {
  write(reply: string): void;
  /** Every mail as it came, before its answer. */
  onMail(raw: Buffer): void;
  end(): void;
  /** Speaks TLS from here on, in a session of its own; what offers no STARTTLS has none. */
  startTls?(): void;
}

/**
 * One SMTP session that says yes to everything, as light as can be: the server must not be what is measured. Takes
 * pipelined commands and mails in any cut of chunks, and answers each chunk with one write.
 */
export class SinkSession {
  readonly #peer: SinkPeer;
  #rest: Buffer = Buffer.alloc(0);
  #data: Buffer[] | null = null;
  #replies = '';
  #leaving = false;
  #securing = false;

  /** @param greets false where a greeting was said already, before TLS (RFC 3207 section 4.2) */
  constructor(peer: SinkPeer, greets = true) {
    this.#peer = peer;
    if (greets) peer.write('220 sink ESMTP\r\n');
  }

  /** Takes what came in. */
  take(chunk: Buffer): void {
    let left = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = Buffer.alloc(0);
    while (left.length > 0) {
      const used = this.#data === null ? this.#command(left) : this.#content(left, this.#data);
      if (used === 0) break;
      left = left.subarray(used);
    }
    this.#rest = left;
    if (this.#replies !== '') this.#peer.write(this.#replies);
    this.#replies = '';
    if (this.#leaving) this.#peer.end();
    if (this.#securing) this.#peer.startTls?.();
  }

  /** Reads one line; gives how many bytes it took. */
  #command(bytes: Buffer): number {
    const end = bytes.indexOf('\r\n');
    if (end === -1) return 0;
    const line = bytes.toString('latin1', 0, end);
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        this.#replies += '250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n';
        if (this.#peer.startTls !== undefined) this.#replies += '250-STARTTLS\r\n';
        this.#replies += '250 SMTPUTF8\r\n';
        break;
      case 'STAR':
        this.#securing = this.#peer.startTls !== undefined;
        this.#replies += this.#securing ? '220 go on\r\n' : '502 no TLS here\r\n';
        break;
      case 'DATA':
        this.#data = [];
        this.#replies += '354 go on\r\n';
        break;
      case 'QUIT':
        this.#replies += '221 bye\r\n';
        this.#leaving = true;
        break;
      default:
        this.#replies += '250 ok\r\n';
    }
    return end + 2;
  }

  /** Reads a mail up to its final dot; what may be the beginning of that dot stays for the next chunk. */
  #content(bytes: Buffer, data: Buffer[]): number {
    const end = bytes.indexOf(END);
    if (end !== -1) {
      data.push(bytes.subarray(0, end + 2));
      this.#data = null;
      this.#peer.onMail(Buffer.concat(data));
      this.#replies += '250 2.0.0 taken\r\n';
      return end + END.length;
    }
    const sure = bytes.length - (END.length - 1);
    if (sure <= 0) return 0;
    data.push(Buffer.from(bytes.subarray(0, sure)));
    return sure;
  }
}
