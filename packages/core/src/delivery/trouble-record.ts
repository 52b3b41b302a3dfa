import {
  SEVERITIES,
  type AutomationEvent,
  type Severity,
  type TroubleNews,
} from '../events/automation-event.ts';
import { DAY } from '../kernel/clock.ts';

/** That somebody was told of a trouble which is not over, as far as anybody knows. One for each trouble and address. */
export interface TroubleRecord {
  /** The rule that wanted the mail. */
  readonly ruleId: string;
  /** The delivery that told of it first: what follows answers its mail. */
  readonly thread: string;
  /** The event that it began with. */
  readonly eventId: string;
  /** The worst that was reported. */
  readonly severity: Severity;
  /** Epoch milliseconds by the sender's clock: when it was reported last. */
  readonly lastAt: number;
}

/** An event that reports a trouble, and the delivery that tells of it. */
export interface TroubleReport {
  readonly ruleId: string;
  readonly deliveryId: string;
  readonly eventId: string;
  readonly event: Pick<AutomationEvent, 'severity'> & { readonly trouble: TroubleNews };
}

/** After so long without a word it counts as another trouble: mail clients do not join what is further apart. */
const LONGEST_SILENCE = 7 * DAY;

/** The record once one more event was told. Pure. */
export function noteTrouble(before: TroubleRecord | null, report: TroubleReport): TroubleRecord {
  const { ruleId, deliveryId: thread, eventId, event } = report;
  const { severity, trouble } = event;
  if (before === null || before.lastAt < trouble.at - LONGEST_SILENCE)
    return { ruleId, thread, eventId, severity, lastAt: trouble.at };
  const isWorse = SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(before.severity);
  return {
    ...before,
    ruleId,
    severity: isWorse ? severity : before.severity,
    lastAt: Math.max(before.lastAt, trouble.at),
  };
}

/** What a delivery answers, as it is stored with it. */
export interface Answer {
  /** The delivery whose mail it answers; null: none. */
  readonly thread: string | null;
  /** The event that the trouble began with; null exactly when it answers none. */
  readonly troubleEvent: string | null;
}

/** A delivery that answers nothing. */
export const ANSWERS_NOTHING: Answer = { thread: null, troubleEvent: null };

/** What a delivery answers that tells of a recorded trouble; the one that told of it first answers nothing. */
export function answerOf({ thread, eventId }: TroubleRecord, deliveryId: string): Answer {
  return thread === deliveryId ? ANSWERS_NOTHING : { thread, troubleEvent: eventId };
}
