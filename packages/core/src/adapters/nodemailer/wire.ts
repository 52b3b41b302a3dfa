import type { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import SMTPConnection, { type SMTPConnectionCustomAuthContext } from 'nodemailer/lib/smtp-connection';
import { PROBE_SENDER, probeSender } from './probe-sender.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { Timers } from '../../kernel/timers.ts';
import { scrubText, type Hidden } from '../../smtp/scrub-text.ts';
import type { SmtpConnection } from '../../smtp/smtp-connection.ts';
import type { SmtpFailure } from '../../smtp/smtp-failure.ts';
import { failed, success, type Attempt } from './attempt.ts';
import { capabilitiesOf, NO_CAPABILITIES, type Capabilities } from './capabilities.ts';
import { failureOf } from './failure-of.ts';
import { Deadline } from './deadline.ts';
import { stopped } from './limit.ts';
import { onAbort } from './on-abort.ts';
import type { SaslReply } from './sasl-exchange.ts';
import { grantSecrets } from './grant-secrets.ts';
import { SignInError, type SignIn } from './sign-in.ts';
import type { SmtpTiming } from './smtp-timing.ts';
import { WireStages, type WireWatcher } from './wire-stages.ts';

/** The name under which nodemailer knows the sign-ins that are ours. */
const EXCHANGE = 'X-EXCHANGE';

/** No honest reply comes near this, in bytes. */
const MOST_REPLY = 64 * 1024;

/** The command is not known (RFC 5321 section 4.2.4): the server speaks HELO alone. */
const UNKNOWN_COMMAND: readonly number[] = [500, 502, 504];

/** What a wire is made of. */
export interface WireParts {
  readonly connection: SmtpConnection;
  /** Connected; with implicit TLS, secured. */
  readonly socket: Socket;
  readonly tls: ConnectionOptions;
  readonly timing: SmtpTiming;
  readonly timers: Timers;
  readonly watcher?: WireWatcher;
}

/**
 * nodemailer's SMTP client over a socket of ours, with its events and callbacks as steps that end in one way, and always
 * knowing the stage that is under way.
 */
export class Wire {
  readonly client: SMTPConnection;
  readonly #parts: WireParts;
  readonly #stages: WireStages;
  readonly #secrets: Secret[];
  #capabilities = NO_CAPABILITIES;
  #signIn: SignIn | null = null;
  readonly #deadline: Deadline;
  #fail: (failure: SmtpFailure) => void = () => undefined;

  constructor(parts: WireParts) {
    this.#parts = parts;
    this.#secrets = [...secretsOf(parts.connection)];
    this.#stages = new WireStages({
      replied: (stage, reply) => {
        if (stage === 'ehlo') this.#capabilities = capabilitiesOf(reply);
        parts.watcher?.replied(stage, reply);
      },
      secured: () => parts.watcher?.secured(),
      messageSent: () => this.#patience(parts.timing.reply),
    });
    const { timers, timing } = parts;
    this.#deadline = new Deadline(timers, timing.message, () => this.#tookTooLong());
    this.client = this.#makeClient();
    this.client.on('error', (error) => this.#fail(this.#failure(error)));
    this.client.on('end', () => {
      this.#deadline.end();
      // The callback of the command under way, which knows more, comes after the end; it must come first.
      setImmediate(() => this.#fail(this.#failure(CLOSED)));
    });
  }

  /** What the server offered in its last answer to EHLO. */
  get capabilities(): Capabilities {
    return this.#capabilities;
  }

  get alive(): boolean {
    return !this.client.destroyed;
  }

  /** What must not get into any text. */
  get hidden(): Hidden {
    const { authentication } = this.#parts.connection;
    const username = authentication.kind === 'none' ? null : authentication.username;
    return { secrets: this.#secrets, identities: username === null ? [] : [username] };
  }

  /** Keeps a secret out of every text from now on. */
  hide(secret: Secret): void {
    this.#secrets.push(secret);
  }

  /** How far the message of the current transaction has gone; see {@link WireStages.message}. */
  get message(): WireStages['message'] {
    return this.#stages.message;
  }

  /** To be called before each message; see {@link WireStages.beginTransaction}. */
  beginTransaction(): void {
    this.#stages.beginTransaction();
  }

  /** Runs one command, or several, to the end: theirs, the connection's, or the caller's. */
  step<T>(
    signal: AbortSignal,
    start: (done: (error: unknown, value: T) => void) => void,
  ): Promise<Attempt<T>> {
    if (signal.aborted) return Promise.resolve(failed(stopped(this.#stages.current)));
    return new Promise((resolve) => {
      const end = (attempt: Attempt<T>): void => {
        forget();
        this.#fail = () => undefined;
        this.#deadline.lift();
        if (this.#stages.message === 'sent') this.#patience(this.#parts.timing.command);
        resolve(attempt);
      };
      const forget = onAbort(signal, () => this.#giveUp(stopped(this.#stages.current)));
      this.#fail = (failure) => end(failed(failure));
      this.#deadline.set();
      start((error, value) => {
        if (error === null || error === undefined) end(success(value));
        else this.#fail(this.#failure(error));
      });
    });
  }

  /** Signs in. */
  login(signIn: SignIn, signal: AbortSignal): Promise<Attempt<true>> {
    this.#signIn = signIn;
    const auth = 'auth' in signIn ? signIn.auth : { method: EXCHANGE };
    return this.step<true>(signal, (done) => this.client.login(auth, (error) => done(error, true)));
  }

  /** Runs the exchange of the sign-in under way. */
  async #converse(context: SMTPConnectionCustomAuthContext): Promise<void> {
    if (this.#signIn === null || !('exchange' in this.#signIn)) return;
    let last = '';
    const say = async (line: string): Promise<SaslReply> => {
      last = (await context.sendCommand(line)).response;
      return { code: Number(last.slice(0, 3)), text: last.slice(4) };
    };
    const { code, reason = null } = await this.#signIn.exchange(say);
    if (code === 235) return;
    const refused = failureOf(
      Object.assign(new Error(last), { response: last }),
      'authentication',
      this.hidden,
    );
    const why = reason === null ? '' : ` (${scrubText(reason.text, this.hidden)})`;
    const status = reason === null ? {} : { code: reason.status };
    throw new SignInError({ ...refused, ...status, text: `${scrubText(last, this.hidden)}${why}` });
  }

  #tookTooLong(): void {
    const text = `The message took more than ${this.#parts.timing.message} ms.`;
    this.#giveUp({ stage: this.#stages.current, kind: 'timeout', reply: null, text });
  }

  #giveUp(failure: SmtpFailure): void {
    this.#fail(failure);
    this.client.close();
  }

  /** The message and its dot, which nodemailer writes one after the other, leave together. */
  #gatherWrites(): void {
    const { _socket: socket } = this.client;
    if (!socket) return;
    socket.cork();
    setImmediate(() => socket.uncork());
  }

  /** How long the server may be silent from now on, in milliseconds. */
  #patience(ms: number): void {
    if (this.client._socket) this.client._socket.setTimeout(ms);
  }

  #failure(error: unknown): SmtpFailure {
    if (error instanceof SignInError) return error.failure;
    const failure = failureOf(error, this.#stages.current, this.hidden);
    return this.#isMissingStartTls(failure) ? { ...failure, kind: 'not-offered' } : failure;
  }

  /** nodemailer asks for STARTTLS even where it is not offered; the refusal then means that it is missing. */
  #isMissingStartTls({ stage, reply }: SmtpFailure): boolean {
    if (reply === null || this.#parts.connection.security !== 'starttls') return false;
    if (stage === 'ehlo') return UNKNOWN_COMMAND.includes(reply.code);
    return stage === 'starttls' && !this.#capabilities.starttls;
  }

  #makeClient(): SMTPConnection {
    const { connection, socket, tls, timing } = this.#parts;
    const { host, port, security, clientName, connectTimeout } = connection;
    const implicit = security === 'implicit-tls';
    const log = (data: unknown, message: unknown): void => this.#logged(data, message);
    return new SMTPConnection({
      host,
      port,
      connection: socket,
      secure: implicit,
      secured: implicit,
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'plain',
      tls,
      name: clientName ?? undefined,
      connectionTimeout: connectTimeout,
      greetingTimeout: timing.greeting,
      socketTimeout: timing.command,
      maxResponseSize: MOST_REPLY,
      customAuth: { [PROBE_SENDER]: probeSender, [EXCHANGE]: (context) => this.#converse(context) },
      // Not for a log: what both sides say is how the stages are followed. nodemailer masks AUTH strings in it.
      transactionLog: true,
      logger: { trace: log, debug: log, info: log, warn: log, error: log, fatal: log },
    });
  }

  #logged(data: unknown, message: unknown): void {
    if (typeof data !== 'object' || data === null || !('tnx' in data) || typeof message !== 'string') return;
    if (data.tnx === 'client') this.#stages.sent(message);
    else if (data.tnx === 'server') {
      this.#stages.received(message);
      if (message.startsWith('354')) this.#gatherWrites();
    }
    // Logged when the last of the message, the dot with it, has been taken by the socket.
    else if (data.tnx === 'message') this.#stages.messageSent();
  }
}

const CLOSED = Object.assign(new Error('The connection was closed'), { code: 'ECONNECTION' });

function secretsOf({ authentication }: SmtpConnection): readonly Secret[] {
  switch (authentication.kind) {
    // A key signs and goes nowhere itself. Tokens are hidden when they come.
    case 'none':
    case 'certificate':
      return [];
    case 'password':
    case 'ntlm':
      return [authentication.password];
    case 'oauth2':
      return authentication.grant.kind === 'service-account' ? [] : grantSecrets(authentication.grant);
    default:
      return authentication satisfies never;
  }
}
