import type { SmtpReply, Stage } from '../smtp/smtp-failure.ts';
import type { DeliveryAttempt, DeliveryReason, DeliveryState } from './delivery.ts';

/** At most so many characters of a server's words go into the timeline. */
const TEXT_CAP = 500;

/** `250 2.1.5 Ok: queued as 4XyZ`: code, perhaps an enhanced code, words (RFC 5321 section 4.2, RFC 3463). */
const RESPONSE = /^(\d{3})[ -](?:(\d\.\d{1,3}\.\d{1,3})(?: |$))?/;

/** What is known of one try, as far as it is known. */
export interface AttemptDetails {
  readonly stage?: Stage;
  readonly reply?: SmtpReply | null;
  /** The server's whole reply, when it accepted. */
  readonly response?: string;
  readonly text?: string | null;
  readonly server?: string;
  readonly queueId?: string | null;
  readonly took?: number;
}

/** One line of a delivery's timeline. */
export function attemptLine(
  deliveryId: string,
  at: number,
  led: {
    readonly state: DeliveryState;
    readonly reason: DeliveryReason | null;
    readonly line: AttemptDetails;
  },
): DeliveryAttempt {
  const { state, reason, line } = led;
  const parts = RESPONSE.exec(line.response ?? '');
  const text = line.text ?? line.response ?? null;
  return {
    deliveryId,
    at,
    state,
    reason,
    stage: line.stage ?? null,
    replyCode: line.reply?.code ?? (parts?.[1] === undefined ? null : Number(parts[1])),
    enhancedCode: line.reply?.enhanced ?? parts?.[2] ?? null,
    text: text === null ? null : text.slice(0, TEXT_CAP).toWellFormed(),
    server: line.server ?? null,
    queueId: line.queueId ?? null,
    took: line.took ?? null,
  };
}
