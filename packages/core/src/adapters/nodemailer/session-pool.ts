import type { Clock } from '../../kernel/clock.ts';
import type { Timers } from '../../kernel/timers.ts';
import type { SmtpConnection } from '../../smtp/smtp-connection.ts';
import type { OutgoingMail, SendOutcome } from '../../smtp/smtp-transport.ts';
import type { Attempt } from './attempt.ts';
import { Deadline } from './deadline.ts';
import { failureOf } from './failure-of.ts';
import { stopped } from './limit.ts';
import { onAbort } from './on-abort.ts';
import { RateWindow } from './rate-window.ts';
import type { Sent, SmtpSession } from './smtp-session.ts';

/** What a pool needs of the outside. */
export interface PoolParts {
  readonly clock: Clock;
  readonly timers: Timers;
  /** How long a session without work is kept at least, in milliseconds; at most twice that. */
  readonly idle: number;
  readonly open: (connection: SmtpConnection, signal: AbortSignal) => Promise<Attempt<SmtpSession>>;
}

/** Servers limit messages per session (Exchange and Postfix to some hundred) and rarely less than this. */
const MESSAGES_PER_SESSION = 100;
/** More than any dispatcher keeps under way: whoever gets here is a defect, and memory must not pay for it. */
const MOST_WAITING = 1_000;

interface Job {
  readonly connection: SmtpConnection;
  readonly mail: OutgoingMail;
  readonly signal: AbortSignal;
  readonly end: (outcome: SendOutcome) => void;
}

/** A session of the pool's, wherever it is. */
interface Member {
  readonly session: SmtpSession;
  /** Where its server had to be when it was opened, as JSON. */
  readonly networks: string;
  messages: number;
  /** When it ends for want of work; lifted while it works. */
  readonly patience: Deadline;
}

/** The sessions of one connection: a bounded number, kept between messages, given out first come, first served. */
export class SessionPool {
  readonly #parts: PoolParts;
  readonly #window = new RateWindow();
  readonly #idle: Member[] = [];
  readonly #waiting: Job[] = [];
  /** Sessions that carry a message, or are being opened for one. */
  #busy = 0;
  #keeping = true;
  #closing = false;
  #servingLater = false;
  #whenDone: (() => void)[] = [];

  constructor(parts: PoolParts) {
    this.#parts = parts;
  }

  /** Whether there is nothing to remember: no session, no work, no message that still counts for the limit per minute. */
  get isForgettable(): boolean {
    const { clock } = this.#parts;
    return this.#busy + this.#idle.length + this.#waiting.length === 0 && this.#window.isEmpty(clock.now());
  }

  send(connection: SmtpConnection, mail: OutgoingMail, signal: AbortSignal): Promise<SendOutcome> {
    if (signal.aborted) return Promise.resolve({ kind: 'failed', failure: stopped('connect') });
    if (this.#waiting.length >= MOST_WAITING) return Promise.resolve(TOO_MANY);
    this.#keeping = !this.#closing;
    return new Promise((resolve) => {
      const job: Job = {
        connection,
        mail,
        signal,
        end: (outcome) => {
          forget();
          resolve(outcome);
        },
      };
      const forget = onAbort(signal, () => this.#giveUp(job));
      this.#waiting.push(job);
      this.#serve();
    });
  }

  /** Lets go of the sessions without work, and of the others as soon as theirs is done, until there is more to send. */
  retire(): void {
    this.#keeping = false;
    for (const member of this.#idle.splice(0)) dismiss(member);
  }

  /** Ends when nothing is under way any more, with no session left. */
  close(): Promise<void> {
    this.#closing = true;
    this.retire();
    return new Promise((resolve) => {
      this.#whenDone.push(resolve);
      this.#serve();
    });
  }

  /** A message that nobody has begun to send leaves the queue; one that is under way has its own ear at the signal. */
  #giveUp(job: Job): void {
    const place = this.#waiting.indexOf(job);
    if (place === -1) return;
    this.#waiting.splice(place, 1);
    job.end({ kind: 'failed', failure: stopped('connect') });
    this.#serve();
  }

  #serve(): void {
    const { clock } = this.#parts;
    for (let job = this.#waiting[0]; job !== undefined; job = this.#waiting[0]) {
      if (this.#busy >= job.connection.maxConnections) return;
      const wait = this.#window.waitFor(job.connection.maxMessagesPerMinute, clock.now());
      if (wait > 0) {
        this.#serveLater(wait);
        return;
      }
      this.#waiting.shift();
      if (job.connection.maxMessagesPerMinute > 0) this.#window.count(clock.now());
      this.#busy += 1;
      void this.#carry(job)
        .catch((error: unknown) =>
          job.end({ kind: 'failed', failure: failureOf(error, 'connect', NO_SECRETS) }),
        )
        .finally(() => {
          this.#busy -= 1;
          this.#serve();
        });
    }
    if (this.#busy === 0) for (const done of this.#whenDone.splice(0)) done();
  }

  #serveLater(ms: number): void {
    if (this.#servingLater) return;
    this.#servingLater = true;
    this.#parts.timers.after(ms, () => {
      this.#servingLater = false;
      this.#serve();
    });
  }

  async #carry(job: Job): Promise<void> {
    const kept = this.#takeIdle(job.connection);
    if (kept !== undefined) {
      kept.patience.lift();
      const sent = await kept.session.send(job.mail, job.signal);
      if (!sent.untouched) return this.#ended(job, kept, sent);
      // The server had closed the kept session meanwhile. Nothing of the message is out, so a new one may take it, once.
    }
    const opened = await this.#parts.open(job.connection, job.signal);
    if (!opened.ok) {
      job.end({ kind: 'failed', failure: opened.failure });
      return;
    }
    const member = this.#join(opened.value, job.connection);
    await this.#ended(job, member, await member.session.send(job.mail, job.signal));
  }

  async #ended(job: Job, member: Member, { outcome, reusable }: Sent): Promise<void> {
    member.messages += 1;
    const more = reusable && this.#keeping && member.messages < MESSAGES_PER_SESSION;
    if (more && member.session.isClean) {
      // First, so that whoever sends one after the other finds it.
      this.#keep(member);
      job.end(outcome);
      return;
    }
    job.end(outcome);
    if (more && (await member.session.reset(NEVER)) && this.#keeping) this.#keep(member);
    else dismiss(member);
  }

  /** One of those without work. What was opened under another policy on addresses may lead where nobody may go now. */
  #takeIdle({ allowedNetworks }: SmtpConnection): Member | undefined {
    const networks = JSON.stringify(allowedNetworks);
    for (let member = this.#idle.pop(); member !== undefined; member = this.#idle.pop()) {
      if (member.networks === networks) return member;
      dismiss(member);
    }
    return undefined;
  }

  #join(session: SmtpSession, { allowedNetworks }: SmtpConnection): Member {
    const { timers, idle } = this.#parts;
    const missed = (): void => {
      this.#leave(member);
      session.quit();
    };
    const patience = new Deadline(timers, idle, missed);
    const member: Member = { session, networks: JSON.stringify(allowedNetworks), messages: 0, patience };
    session.onEnd(() => this.#leave(member));
    return member;
  }

  #keep(member: Member): void {
    member.patience.set();
    this.#idle.push(member);
  }

  #leave(member: Member): void {
    member.patience.end();
    const place = this.#idle.indexOf(member);
    if (place !== -1) this.#idle.splice(place, 1);
  }
}

function dismiss({ session, patience }: Member): void {
  patience.end();
  session.quit();
}

const NO_SECRETS = { secrets: [] };

const NEVER = new AbortController().signal;

const TOO_MANY: SendOutcome = {
  kind: 'failed',
  failure: {
    stage: 'connect',
    kind: 'local',
    reply: null,
    text: `More than ${MOST_WAITING} messages wait for this connection.`,
  },
};
