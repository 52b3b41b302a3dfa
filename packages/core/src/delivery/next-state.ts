import type { UnusableReason } from '../settings/effective-settings.ts';
import type { SmtpFailure } from '../smtp/smtp-failure.ts';
import type { Verdict } from '../smtp/verdict.ts';
import { attemptLine, type AttemptDetails } from './attempt-line.ts';
import { CONFIGURATION_PAUSE } from './connection-health.ts';
import type { ClaimedDelivery, DeliveryReason, Settlement } from './delivery.ts';
import { retryPause } from './retry-schedule.ts';
import { wasUnreached } from './was-unreached.ts';

/** Why a delivery was not tried at all. */
export type HoldReason =
  UnusableReason | 'key-missing' | 'secret-unreadable' | 'connection-resting' | 'earlier-mail-waits';

/** The mail went by the host's relay, in the place of this server. */
export interface Instead {
  /** Host and port of the own server. */
  readonly server: string;
  /** Epoch milliseconds since when it is not reached. */
  readonly since: number;
}

/** What became of a claimed delivery. */
export type DeliveryOutcome =
  | {
      readonly kind: 'accepted';
      readonly response: string;
      readonly queueId: string | null;
      readonly server: string;
      readonly certificateUntil?: number;
      readonly took: number;
      readonly instead?: Instead;
      /** Under which the server has it. */
      readonly messageId?: string;
    }
  /** The server refused it or was not reached; `unknown`: it may have arrived all the same. */
  | {
      readonly kind: 'failed' | 'unknown';
      readonly failure: SmtpFailure;
      readonly verdict: Verdict;
      readonly server: string;
      readonly took: number;
      readonly instead?: Instead;
      /** Under which the server may have it. */
      readonly messageId?: string;
    }
  /** Nothing was tried: the settings or the connection do not allow it until then. */
  | {
      readonly kind: 'held';
      readonly reason: HoldReason;
      readonly text: string | null;
      readonly until: number;
    }
  /** It came into a worker's hands after its expiry. */
  | { readonly kind: 'too-old' }
  /** No template makes a mail of it, not even the fallback. */
  | { readonly kind: 'unrenderable'; readonly text: string }
  /** A defect of ours. */
  | { readonly kind: 'defect'; readonly text: string };

/** What the next state depends on besides the delivery and its outcome. */
export interface Moment {
  /** Epoch milliseconds. */
  readonly now: number;
  /** 0 up to but not including 1: spreads the retries. */
  readonly random: number;
  /** The settings changed while it was tried: waiting for their change would be waiting for what has been. */
  readonly settingsChanged: boolean;
  /** There is another way out by now: a server that was not reached need not be waited for. */
  readonly otherWay: boolean;
}

/**
 * The state machine of a delivery, pure. Attempts count tries only, a hold is none. A delivery whose next try would come
 * after its expiry ends now as `expired`, so that nobody waits for a mail that will not come; a hold runs up to the expiry,
 * because a change of the settings may end it at any moment.
 */
export function nextState(claimed: ClaimedDelivery, outcome: DeliveryOutcome, moment: Moment): Settlement {
  const settlement = stateAfter(claimed, outcome, moment);
  const messageId = 'messageId' in outcome ? outcome.messageId : undefined;
  return messageId === undefined ? settlement : { ...settlement, messageId };
}

function stateAfter(claimed: ClaimedDelivery, outcome: DeliveryOutcome, moment: Moment): Settlement {
  switch (outcome.kind) {
    case 'accepted':
      return ended(claimed, moment, {
        state: 'delivered',
        reason: outcome.instead === undefined ? null : 'sent-by-host',
        tried: true,
        line: {
          stage: 'reply',
          response: outcome.response,
          ...(outcome.instead === undefined
            ? {}
            : { text: `${insteadText(outcome.instead)} ${outcome.response}` }),
          server: outcome.server,
          queueId: outcome.queueId,
          took: outcome.took,
        },
      });
    case 'failed':
      return afterFailure(claimed, outcome, moment);
    case 'unknown':
      return again(claimed, moment, {
        state: 'unknown',
        reason: outcome.verdict.reason,
        pause: schedulePause(claimed, moment, false),
        line: failureLine(outcome),
      });
    case 'held':
      return held(claimed, outcome, moment);
    case 'too-old':
      return ended(claimed, moment, { state: 'expired', reason: 'expired', tried: false, line: {} });
    case 'unrenderable':
      return ended(claimed, moment, {
        state: 'failed',
        reason: 'template-failed',
        tried: false,
        line: { text: outcome.text },
      });
    case 'defect':
      // Counted as a try, so that a delivery that always trips over the same defect is tried less and less often.
      return again(claimed, moment, {
        state: 'deferred',
        reason: 'internal',
        pause: schedulePause(claimed, moment, false),
        line: { text: outcome.text },
      });
    default:
      return outcome satisfies never;
  }
}

type Failed = Extract<DeliveryOutcome, { kind: 'failed' | 'unknown' }>;

function afterFailure(claimed: ClaimedDelivery, outcome: Failed, moment: Moment): Settlement {
  const { reason, kind } = outcome.verdict;
  const line = failureLine(outcome);
  // The own server has the last word, once it is back: what the host's relay refuses, it may take.
  if (outcome.instead !== undefined && kind !== 'transient')
    return again(claimed, moment, {
      state: 'deferred',
      reason,
      pause: schedulePause(claimed, moment, false),
      line,
    });
  switch (kind) {
    case 'permanent':
      return ended(claimed, moment, { state: 'failed', reason, tried: true, line });
    case 'transient': {
      const unreached = wasUnreached(outcome.failure);
      const elsewhere = moment.settingsChanged || moment.otherWay;
      const pause = elsewhere && unreached ? 0 : schedulePause(claimed, moment, unreached);
      return again(claimed, moment, { state: 'deferred', reason, pause, line });
    }
    case 'configuration': {
      const pause = moment.settingsChanged ? 0 : CONFIGURATION_PAUSE;
      return again(claimed, moment, { state: 'deferred', reason, pause, line });
    }
    default:
      return kind satisfies never;
  }
}

function held(
  { delivery, leaseToken }: ClaimedDelivery,
  { reason, text, until }: Extract<DeliveryOutcome, { kind: 'held' }>,
  { now }: Moment,
): Settlement {
  const known = delivery.reason === reason;
  return {
    deliveryId: delivery.id,
    leaseToken,
    state: 'deferred',
    reason,
    attempts: delivery.attempts,
    maybeDuplicate: delivery.maybeDuplicate,
    dueAt: Math.min(until, delivery.expiresAt),
    endedAt: null,
    attempt: known ? null : attemptLine(delivery.id, now, { state: 'deferred', reason, line: { text } }),
  };
}

function again(
  { delivery, leaseToken }: ClaimedDelivery,
  { now }: Moment,
  next: { state: 'deferred' | 'unknown'; reason: DeliveryReason; pause: number; line: AttemptDetails },
): Settlement {
  const { reason, line } = next;
  const dueAt = now + next.pause;
  const inTime = dueAt < delivery.expiresAt;
  const state = inTime ? next.state : 'expired';
  return {
    deliveryId: delivery.id,
    leaseToken,
    state,
    reason: inTime ? reason : 'expired',
    attempts: delivery.attempts + 1,
    maybeDuplicate: delivery.maybeDuplicate || next.state === 'unknown',
    dueAt: inTime ? dueAt : null,
    endedAt: inTime ? null : now,
    attempt: attemptLine(delivery.id, now, { state, reason, line }),
  };
}

function ended(
  { delivery, leaseToken }: ClaimedDelivery,
  { now }: Moment,
  end: {
    state: 'delivered' | 'failed' | 'expired';
    reason: DeliveryReason | null;
    tried: boolean;
    line: AttemptDetails;
  },
): Settlement {
  const { state, reason, line } = end;
  return {
    deliveryId: delivery.id,
    leaseToken,
    state,
    reason,
    attempts: delivery.attempts + (end.tried ? 1 : 0),
    maybeDuplicate: delivery.maybeDuplicate,
    dueAt: null,
    endedAt: now,
    attempt: attemptLine(delivery.id, now, { state, reason, line }),
  };
}

function schedulePause({ delivery }: ClaimedDelivery, { random }: Moment, unreached: boolean): number {
  return retryPause({ attempts: delivery.attempts + 1, unreached, random });
}

function failureLine({ failure, server, took, instead }: Failed): AttemptDetails {
  const { stage, reply } = failure;
  const said = reply?.text ?? failure.text;
  return {
    stage,
    reply,
    text: instead === undefined ? said : `${insteadText(instead)} ${said}`,
    server,
    took,
  };
}

/** Opens the line of a try by the host's relay. */
function insteadText({ server, since }: Instead): string {
  return `By the host’s relay, since ${server} is out of reach since ${new Date(since).toISOString()}:`;
}
