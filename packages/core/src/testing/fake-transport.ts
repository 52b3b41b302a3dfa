import type { SmtpConnection } from '../smtp/smtp-connection.ts';
import type { OutgoingMail, SendOutcome, SmtpTransport } from '../smtp/smtp-transport.ts';

/** One send that a {@link FakeTransport} was asked for. */
export interface FakeSend {
  readonly connection: SmtpConnection;
  readonly mail: OutgoingMail;
}

/** What a server says that takes everything. */
export const ACCEPTED: SendOutcome = {
  kind: 'accepted',
  response: '250 OK',
  queueId: null,
  server: 'fake.example:25',
};

/** A transport without a network: keeps what it is given and answers what the test says, {@link ACCEPTED} by default. */
export class FakeTransport implements SmtpTransport {
  readonly sends: FakeSend[] = [];
  readonly retired: string[] = [];
  readonly #answer: (send: FakeSend, signal: AbortSignal) => SendOutcome | Promise<SendOutcome>;

  constructor(
    answer: (send: FakeSend, signal: AbortSignal) => SendOutcome | Promise<SendOutcome> = () => ACCEPTED,
  ) {
    this.#answer = answer;
  }

  async send(connection: SmtpConnection, mail: OutgoingMail, signal: AbortSignal): Promise<SendOutcome> {
    const send = { connection, mail };
    this.sends.push(send);
    return this.#answer(send, signal);
  }

  retire(key: string): void {
    this.retired.push(key);
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }
}
