import type { WebhookReceipt } from '@postern/core';
import type { z } from 'zod';
import type { ProblemCode } from '../problems.ts';
import type { WebhookOutcome } from './webhook-outcome.ts';
import type { acceptedReply, repeatReply } from './webhook-replies.ts';

/** What a webhook is answered with, and what it counts as. */
export type WebhookAnswer =
  | {
      readonly kind: 'accepted';
      readonly outcome: WebhookOutcome;
      readonly body: z.infer<typeof acceptedReply>;
    }
  | { readonly kind: 'repeat'; readonly outcome: WebhookOutcome; readonly body: z.infer<typeof repeatReply> }
  | {
      readonly kind: 'problem';
      readonly outcome: WebhookOutcome;
      readonly code: ProblemCode;
      readonly detail?: string;
      /** Milliseconds, where it is another time than the code's. */
      readonly retryAfter?: number;
      /** Keys that are not here; for the log. */
      readonly keyIds?: readonly string[];
    }
  /** The sender went away: there is nobody to answer. */
  | { readonly kind: 'nobody'; readonly outcome: 'sender-gone' };

/** A problem that counts as itself. */
export function refusal(code: ProblemCode, detail?: string): WebhookAnswer {
  return { kind: 'problem', outcome: code, code, ...(detail === undefined ? {} : { detail }) };
}

/** More than the limit. */
export function limited(retryAfter: number): WebhookAnswer {
  return { kind: 'problem', outcome: 'limited', code: 'too-many-requests', retryAfter };
}

/** The answer to what became of a request. Every kind of forgery gets one and the same. */
export function answerOf(receipt: WebhookReceipt, requestId: string): WebhookAnswer {
  switch (receipt.kind) {
    case 'accepted':
      return {
        kind: 'accepted',
        outcome: 'accepted',
        body: { id: receipt.reportId, eventIds: [...receipt.eventIds], status: 'accepted', requestId },
      };
    case 'quarantined':
      return {
        kind: 'accepted',
        outcome: 'quarantined',
        body: { id: receipt.reportId, eventIds: [], status: 'quarantined', requestId },
      };
    case 'repeat':
      return {
        kind: 'repeat',
        outcome: 'repeat',
        body: { id: receipt.reportId, status: 'repeat', requestId },
      };
    case 'limited':
      return limited(receipt.retryAfter);
    case 'unknown-source':
      return refusal('not-found');
    case 'unauthorized':
      return { kind: 'problem', outcome: receipt.reason, code: 'unauthorized' };
    case 'unavailable':
      return { kind: 'problem', outcome: 'key-missing', code: 'key-missing', keyIds: receipt.keyIds };
    default:
      return receipt satisfies never;
  }
}
