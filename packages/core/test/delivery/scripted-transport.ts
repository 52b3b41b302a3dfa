import type { SmtpConnection } from '../../src/smtp/smtp-connection.ts';
import type { SmtpFailure } from '../../src/smtp/smtp-failure.ts';
import type { OutgoingMail, SendOutcome } from '../../src/smtp/smtp-transport.ts';

/** One call of the transport. */
export interface Sent {
  readonly to: string;
  readonly from: string;
  readonly host: string;
  readonly messageId: string;
  /** The message's header lines. */
  readonly head: string;
  readonly at: number;
}

/** How a server behaves. May take its time. */
export type Behaviour = (sent: Sent, signal: AbortSignal) => SendOutcome | Promise<SendOutcome>;

/** A transport without a wire: servers by host name, each as the test says. */
export function scriptedTransport(now: () => number) {
  const servers = new Map<string, Behaviour>();
  const tried: Sent[] = [];
  const arrived: Sent[] = [];
  let underWay = 0;
  let mostUnderWay = 0;

  return {
    /** Every call. */
    tried,
    /** What was accepted. */
    arrived,
    /** Sets how a server behaves from now on; it accepts everything until then. */
    behave: (host: string, behaviour: Behaviour) => void servers.set(host, behaviour),
    get mostUnderWay() {
      return mostUnderWay;
    },
    async send(connection: SmtpConnection, mail: OutgoingMail, signal: AbortSignal): Promise<SendOutcome> {
      const head = new TextDecoder().decode(mail.raw);
      const messageId = /<(.+)>/.exec(head)?.[1] ?? '';
      const sent = { to: mail.to, from: mail.from, host: connection.host, messageId, head, at: now() };
      tried.push(sent);
      underWay += 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      const outcome = await (servers.get(connection.host) ?? accept)(sent, signal);
      underWay -= 1;
      if (outcome.kind === 'accepted') arrived.push(sent);
      return outcome;
    },
  };
}

export function accept({ host }: Pick<Sent, 'host'>): SendOutcome {
  return { kind: 'accepted', response: '250 2.0.0 Ok: queued as Q1', queueId: 'Q1', server: `${host}:25` };
}

function refusal(stage: SmtpFailure['stage'], code: number, enhanced: string): SendOutcome {
  const text = `${enhanced} no`;
  const reply = { code, enhanced, text };
  return { kind: 'failed', failure: { stage, kind: 'reply', reply, text: `${String(code)} ${text}` } };
}

/** 550 5.1.1: no such mailbox. */
export const noSuchMailbox = (): SendOutcome => refusal('rcpt-to', 550, '5.1.1');
/** 451 4.7.1: greylisted. */
export const greylist = (): SendOutcome => refusal('rcpt-to', 451, '4.7.1');
/** 535 5.7.8: wrong user name or password. */
export const wrongPassword = (): SendOutcome => refusal('authentication', 535, '5.7.8');
/** 553 5.7.1: may not send as this From address. */
export const senderRefused = (): SendOutcome => refusal('mail-from', 553, '5.7.1');

/** Nobody listens. */
export function connectionRefused(): SendOutcome {
  const failure = {
    stage: 'connect',
    kind: 'connection-refused',
    reply: null,
    text: 'ECONNREFUSED',
  } as const;
  return { kind: 'failed', failure: { ...failure, code: 'ECONNREFUSED' } };
}

/** The handshake did not come to its end, or its certificate was not believed. */
export function tlsFailure(
  stage: 'starttls' | 'certificate',
  kind: SmtpFailure['kind'],
  code?: string,
): SendOutcome {
  const failure = { stage, kind, reply: null, text: code ?? kind };
  return { kind: 'failed', failure: code === undefined ? failure : { ...failure, code } };
}

/** The final dot went out and no reply came. */
export function replyLost(): SendOutcome {
  const text = 'the connection broke after the final dot';
  return { kind: 'unknown', failure: { stage: 'reply', kind: 'connection-lost', reply: null, text } };
}

/** A server that answers when the test says so, or when the send is called off. */
export function heldBack() {
  const waiting: ((outcome: SendOutcome) => void)[] = [];
  return {
    behaviour: (_sent: Sent, signal: AbortSignal) =>
      new Promise<SendOutcome>((resolve) => {
        waiting.push(resolve);
        signal.addEventListener('abort', () => resolve(connectionRefused()), { once: true });
      }),
    /** Answers so many that wait, all by default. */
    answer(outcome: SendOutcome, count = waiting.length) {
      for (const resolve of waiting.splice(0, count)) resolve(outcome);
    },
    get waiting() {
      return waiting.length;
    },
  };
}
