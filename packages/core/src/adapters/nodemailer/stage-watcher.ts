import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Clock } from '../../kernel/clock.ts';
import { parseReply } from '../../smtp/parse-reply.ts';
import { scrubText } from '../../smtp/scrub-text.ts';
import type { SmtpConnection } from '../../smtp/smtp-connection.ts';
import type { Stage } from '../../smtp/smtp-failure.ts';
import { capabilitiesOf } from './capabilities.ts';
import { certificateFacts } from './certificate-facts.ts';
import type { DialWatcher } from './dial.ts';
import type { SmtpSession } from './smtp-session.ts';
import type { StageJournal } from './stage-journal.ts';
import type { WireWatcher } from './wire-stages.ts';

/** Turns what happens on a session into the entries of a journal. Failures are the caller's to write. */
export class StageWatcher implements DialWatcher, WireWatcher {
  /** What came of each address that was tried. */
  readonly attempts: string[] = [];
  readonly #connection: SmtpConnection;
  readonly #journal: StageJournal;
  readonly #clock: Clock;
  /** When each address that is being tried was begun with; epoch milliseconds. */
  readonly #begun = new Map<string, number>();
  #session: SmtpSession | null = null;

  constructor(connection: SmtpConnection, journal: StageJournal, clock: Clock) {
    this.#connection = connection;
    this.#journal = journal;
    this.#clock = clock;
  }

  resolved(addresses: readonly string[]): void {
    if (isIP(this.#connection.host) === 0) this.#journal.pass('dns', addresses);
    else this.#journal.skip('dns', 'an address needs none');
  }

  trying(address: string): void {
    this.#begun.set(address, this.#clock.now());
  }

  tried(address: string, what: string): void {
    const now = this.#clock.now();
    const took = Math.round(now - (this.#begun.get(address) ?? now));
    this.#begun.delete(address);
    this.attempts.push(`${address}: ${what} (${String(took)} ms)`);
  }

  /** The others: given up when one of them connected, or when the time was up. */
  leftBehind(): readonly string[] {
    const now = this.#clock.now();
    return [...this.#begun].map(
      ([address, since]) => `${address}: no answer (${String(Math.round(now - since))} ms)`,
    );
  }

  connected(): void {
    this.#journal.pass('connect', [...this.leftBehind(), ...this.attempts]);
  }

  securedFromFirstByte(socket: TLSSocket): void {
    this.#secured(socket);
  }

  opened(session: SmtpSession): void {
    this.#session = session;
  }

  secured(): void {
    const socket = this.#session?.socket;
    if (socket instanceof TLSSocket) this.#secured(socket);
  }

  replied(stage: Stage, reply: string): void {
    const text = parseReply(reply)?.text ?? '';
    switch (stage) {
      case 'greeting':
        if (reply.startsWith('220')) this.#journal.pass('greeting', [text]);
        return;
      case 'ehlo':
        if (reply.startsWith('2')) this.#greetedBack(reply);
        return;
      case 'mail-from':
      case 'rcpt-to':
      case 'reply':
        if (reply.startsWith('2')) this.#journal.pass(stage, [text]);
        return;
      case 'data':
        if (/^[23]/.test(reply)) this.#journal.pass('data', [text]);
        return;
      // Several replies make one sign-in, and a handshake follows the reply to STARTTLS: they end elsewhere. The rest has none.
      case 'authentication':
      case 'starttls':
      case 'certificate':
      case 'dns':
      case 'connect':
        return;
      default:
        stage satisfies never;
    }
  }

  /** The session is open, all the way. */
  signedIn(): void {
    const { authentication } = this.#connection;
    if (authentication.kind === 'none') {
      this.#journal.skip('authentication', 'nobody signs in');
      return;
    }
    this.#journal.pass('authentication', [
      ...(authentication.username === null ? [] : [authentication.username]),
      `signed in by: ${this.#session?.mechanism ?? ''}`,
      this.#offered,
    ]);
  }

  /** What a sign-in that failed was tried with, as far as it came to that. */
  get signInTried(): readonly string[] {
    const mechanism = this.#session?.mechanism ?? null;
    return [...(mechanism === null ? [] : [`tried by: ${mechanism}`]), this.#offered];
  }

  get #offered(): string {
    const mechanisms = scrubText(this.#session?.capabilities.mechanisms.join(' ') ?? '');
    return `offered: ${mechanisms === '' ? 'nothing' : mechanisms}`;
  }

  /** The server is asked again after STARTTLS; what it offers then shows at the sign-in. */
  #greetedBack(reply: string): void {
    if (this.#journal.has('ehlo')) return;
    this.#journal.pass(
      'ehlo',
      capabilitiesOf(reply).lines.map((line) => scrubText(line)),
    );
    if (this.#connection.security !== 'plain') return;
    this.#journal.skip('starttls', 'secure connection is off');
    this.#journal.skip('certificate', 'secure connection is off');
  }

  #secured(socket: TLSSocket): void {
    this.#journal.pass('starttls', [socket.getProtocol() ?? 'TLS', socket.getCipher().name]);
    const certificate = socket.getPeerX509Certificate();
    if (certificate === undefined) this.#journal.pass('certificate', []);
    else {
      const facts = certificateFacts(certificate, this.#clock.now());
      this.#journal.passCertificate(facts, certificate.validToDate.getTime());
    }
  }
}
