import type { Stage } from '../../smtp/smtp-failure.ts';

/** Told what happens on the wire, in order. */
export interface WireWatcher {
  /** The server answered the command of this stage; the reply is as it came, lines and all. */
  replied(stage: Stage, reply: string): void;
  /** The STARTTLS handshake ended well. */
  secured(): void;
  /** The whole message and its final dot were handed to the socket. */
  messageSent?(): void;
}

/**
 * Follows a session by the lines that both sides send, so that a failure can say in which stage it came. Commands may be
 * pipelined: replies come in the order of the commands (RFC 2920).
 */
export class WireStages {
  readonly #watcher: WireWatcher;
  /** Commands that wait for their reply, oldest first; null for those that belong to no stage, such as RSET. */
  readonly #waiting: (Stage | null)[] = ['greeting'];
  #last: Stage = 'greeting';
  #handshaking = false;
  #message: 'none' | 'begun' | 'sent' = 'none';

  constructor(watcher: WireWatcher) {
    this.#watcher = watcher;
  }

  /** The stage that is under way. */
  get current(): Stage {
    const stage = this.#waiting.find((waiting) => waiting !== null) ?? this.#last;
    return stage === 'reply' && this.#message === 'begun' ? 'data' : stage;
  }

  /**
   * How far the message of the current transaction has gone: `none` of it, `begun` once the server accepted DATA, `sent` with
   * the final dot. Before that the server cannot have it; after it, only the server's answer can tell.
   */
  get message(): 'none' | 'begun' | 'sent' {
    return this.#message;
  }

  /** The next message begins: what became of the one before is no longer of account, even if no word of this one is said. */
  beginTransaction(): void {
    this.#message = 'none';
  }

  /** The client sent a line; AUTH strings may be masked. */
  sent(line: string): void {
    if (this.#handshaking) {
      this.#handshaking = false;
      this.#watcher.secured();
    }
    const stage = this.#stageOf(line);
    if (stage === 'mail-from') this.#message = 'none';
    this.#waiting.push(stage);
    if (stage !== null) this.#last = stage;
  }

  /** The server sent a whole reply. */
  received(reply: string): void {
    const stage = this.#waiting.shift() ?? null;
    if (stage === null) return;
    this.#last = stage;
    if (stage === 'data' && /^[23]/.test(reply)) this.#beginMessage();
    if (stage === 'starttls' && reply.startsWith('2')) this.#handshaking = true;
    this.#watcher.replied(stage, reply);
  }

  /** The whole message and its final dot were handed to the socket. */
  messageSent(): void {
    this.#message = 'sent';
    this.#watcher.messageSent?.();
  }

  #beginMessage(): void {
    this.#message = 'begun';
    this.#waiting.unshift('reply');
  }

  #stageOf(line: string): Stage | null {
    for (const [beginning, stage] of STAGE_OF_COMMAND) if (beginning.test(line)) return stage;
    return this.#last === 'authentication' ? 'authentication' : null;
  }
}

const STAGE_OF_COMMAND: readonly (readonly [RegExp, Stage | null])[] = [
  [/^(EHLO|HELO) /i, 'ehlo'],
  [/^STARTTLS$/i, 'starttls'],
  [/^AUTH /i, 'authentication'],
  [/^MAIL FROM:/i, 'mail-from'],
  [/^RCPT TO:/i, 'rcpt-to'],
  [/^DATA$/i, 'data'],
  // The empty message that ends a DATA which the server should have refused.
  [/^\.$/, 'reply'],
  [/^(RSET|QUIT|NOOP)$/i, null],
];
