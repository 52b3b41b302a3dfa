import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Clock } from '../../kernel/clock.ts';
import { formatReply, parseReply } from '../../smtp/parse-reply.ts';
import { scrubText } from '../../smtp/scrub-text.ts';
import type { SmtpFailure } from '../../smtp/smtp-failure.ts';
import type { OutgoingMail, SendOutcome } from '../../smtp/smtp-transport.ts';
import type { AccessTokens } from './access-tokens.ts';
import { asciiAddress, needsSmtpUtf8 } from './ascii-address.ts';
import { success, type Attempt } from './attempt.ts';
import type { Capabilities } from './capabilities.ts';
import { stopped } from './limit.ts';
import { PROBE_SENDER } from './probe-sender.ts';
import { readyMessage } from './ready-message.ts';
import { queueIdOf } from '../../smtp/queue-id-of.ts';
import { signInWith } from './sign-in.ts';
import { Wire, type WireParts } from './wire.ts';
import type { WireWatcher } from './wire-stages.ts';

/** What a session is made of. */
export interface SessionParts extends WireParts {
  readonly clock: Clock;
  readonly tokens: AccessTokens;
}

/** One message's end, and what it means for the session. */
export interface Sent {
  readonly outcome: SendOutcome;
  /** The session can take another message: at once when {@link SmtpSession.isClean}, else after {@link SmtpSession.reset}. */
  readonly reusable: boolean;
  /** The server had closed the session before it accepted anything of this message: a new session may take it. */
  readonly untouched: boolean;
}

/** One SMTP session. It carries one message at a time. */
export class SmtpSession {
  readonly #wire: Wire;
  readonly #parts: SessionParts;
  #mechanism: string | null = null;
  #mailAccepted = false;
  #clean = true;
  /** Of the server's certificate; undefined until it was looked at. */
  #certificateUntil: number | null | undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    const watcher: WireWatcher = {
      replied: (stage, reply) => {
        if (stage === 'mail-from' && reply.startsWith('2')) this.#mailAccepted = true;
        parts.watcher?.replied(stage, reply);
      },
      secured: () => parts.watcher?.secured(),
    };
    this.#wire = new Wire({ ...parts, watcher });
  }

  /** False once either side has ended it. */
  get alive(): boolean {
    return this.#wire.alive;
  }

  /** Whether the session can take the next message as it is. */
  get isClean(): boolean {
    return this.#clean && this.alive;
  }

  /** The mechanism that was chosen for signing in; null when nobody has. */
  get mechanism(): string | null {
    return this.#mechanism;
  }

  /** What the server offered. */
  get capabilities(): Capabilities {
    return this.#wire.capabilities;
  }

  /** The socket as it is now: after STARTTLS, the secured one. */
  get socket(): Socket | null {
    const { _socket: socket } = this.#wire.client;
    return socket === false ? null : socket;
  }

  /** Calls back once when the session has ended, by whichever side. */
  onEnd(listener: () => void): void {
    this.#wire.client.once('end', listener);
  }

  /** From the greeting to being signed in. On failure the session is closed. */
  async open(signal: AbortSignal): Promise<Attempt<true>> {
    const greeted = await this.#wire.step<true>(signal, (done) =>
      this.#wire.client.connect((error) => done(error, true)),
    );
    const ready = greeted.ok ? await this.#signIn(signal) : greeted;
    if (!ready.ok) this.close();
    return ready;
  }

  async #signIn(signal: AbortSignal): Promise<Attempt<true>> {
    const { connection, tokens, clock } = this.#parts;
    if (connection.authentication.kind === 'none') return success(true);
    const { mechanisms } = this.capabilities;
    const gotToken = this.#wire.hide.bind(this.#wire);
    const chosen = signInWith({ connection, mechanisms, tokens, clock, gotToken });
    if (!chosen.ok) return chosen;
    this.#mechanism = chosen.value.mechanism;
    return this.#wire.login(chosen.value, signal);
  }

  /** Asks whether the server would take mail from this address, and sends none. The session is of no use afterwards. */
  async probe(sender: string, signal: AbortSignal): Promise<Attempt<true>> {
    const method = { method: PROBE_SENDER, user: asciiAddress(sender) };
    const probed = await this.#wire.step<true>(signal, (done) =>
      this.#wire.client.login(method, (error) => done(error, true)),
    );
    this.quit();
    return probed.ok ? probed : { ok: false, failure: { ...probed.failure, stage: 'mail-from' } };
  }

  /** Sends one message, to the end. */
  async send(mail: OutgoingMail, signal: AbortSignal): Promise<Sent> {
    const refusal = this.#refusal(mail, signal);
    if (refusal !== null)
      return { outcome: { kind: 'failed', failure: refusal }, reusable: true, untouched: false };
    this.#mailAccepted = false;
    this.#clean = false;
    this.#wire.beginTransaction();
    const attempt = await this.#wire.step<{ readonly response: string }>(signal, (done) =>
      this.#wire.client.send(envelopeOf(mail), readyMessage(bufferOf(mail.raw)), done),
    );
    if (!attempt.ok) return this.#ended(attempt.failure);
    this.#clean = true;
    return { outcome: this.#accepted(attempt.value.response), reusable: this.alive, untouched: false };
  }

  #ended(failure: SmtpFailure): Sent {
    const answered = failure.kind === 'reply';
    if (!answered) this.close();
    if (this.#wire.message === 'sent' && !answered) {
      const unknown: SendOutcome = { kind: 'unknown', failure: { ...failure, stage: 'reply' } };
      return { outcome: unknown, reusable: false, untouched: false };
    }
    const closedByServer = failure.kind === 'connection-lost' || failure.reply?.code === 421;
    return {
      outcome: { kind: 'failed', failure },
      reusable: answered && this.alive,
      untouched: closedByServer && !this.#mailAccepted && this.#wire.message === 'none',
    };
  }

  #accepted(response: string): SendOutcome {
    const { host, port } = this.#parts.connection;
    const { hidden } = this.#wire;
    const reply = parseReply(response, hidden);
    const certificate = (this.#certificateUntil ??= certificateUntil(this.socket));
    return {
      kind: 'accepted',
      response: reply === null ? scrubText(response, hidden) : formatReply(reply),
      queueId: reply === null ? null : queueIdOf(reply.text),
      server: `${host.includes(':') ? `[${host}]` : host}:${port}`,
      ...(certificate === null ? {} : { certificateUntil: certificate }),
    };
  }

  /** What can be told before a word is said. */
  #refusal(mail: OutgoingMail, signal: AbortSignal): SmtpFailure | null {
    const { smtputf8, maxSize } = this.capabilities;
    if (signal.aborted) return stopped('mail-from');
    if (!smtputf8 && needsSmtpUtf8(mail.from)) return noSmtpUtf8('mail-from');
    if (!smtputf8 && needsSmtpUtf8(mail.to)) return noSmtpUtf8('rcpt-to');
    if (maxSize === null || mail.raw.byteLength <= maxSize) return null;
    const text = `The message has ${mail.raw.byteLength} bytes; the server takes ${maxSize}.`;
    return { stage: 'mail-from', kind: 'over-limit', reply: null, text };
  }

  /** Ends the transaction of a refused message (RFC 5321 section 4.1.1.5); false when the session is of no use any more. */
  async reset(signal: AbortSignal): Promise<boolean> {
    const attempt = await this.#wire.step<true>(signal, (done) =>
      this.#wire.client.reset((error) => done(error, true)),
    );
    this.#clean = attempt.ok;
    if (!attempt.ok) this.close();
    return attempt.ok;
  }

  /** Says goodbye (RFC 5321 section 4.1.1.10) and closes without waiting for the answer. */
  quit(): void {
    if (!this.alive) return;
    this.#wire.client.quit();
    this.close();
  }

  /** Closes at once. */
  close(): void {
    this.#wire.client.close();
  }
}

/** Read once a session: it is no work for every mail, and Node gives it once. */
function certificateUntil(socket: Socket | null): number | null {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  return certificate?.validToDate.getTime() ?? null;
}

/** The same object where it is one already: what is known of it goes by that. */
function bufferOf(raw: Uint8Array): Buffer {
  return Buffer.isBuffer(raw) ? raw : Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
}

function envelopeOf(mail: OutgoingMail): {
  readonly from: string;
  readonly to: string[];
  readonly size: number;
} {
  return { from: asciiAddress(mail.from), to: [asciiAddress(mail.to)], size: mail.raw.byteLength };
}

function noSmtpUtf8(stage: 'mail-from' | 'rcpt-to'): SmtpFailure {
  return { stage, kind: 'not-offered', reply: null, text: 'The server does not offer SMTPUTF8.' };
}
