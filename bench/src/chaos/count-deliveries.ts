import type { Delivery } from '@postern/core';
import type { ChaosMail, ChaosSink } from './chaos-sink.ts';
import type { Senders } from './sender.ts';

/** Webhooks, deliveries and mails compared, one by one. */
export interface ChaosCounts {
  readonly accepted: number;
  readonly sentAgain: number;
  /** Times that a gateway said it could not take a webhook now. */
  readonly refused: number;
  readonly mails: number;
  /** Deliveries of which no mail came although they are called done; and webhooks that never became a delivery. */
  readonly lost: number;
  /** Deliveries that wait for their next try: an outcome was not known, or a server was in trouble. */
  readonly waiting: number;
  /** Webhooks of which more than one mail came. */
  readonly doubled: readonly number[];
  /** Of these, those that no delivery is marked for as a possible duplicate. */
  readonly unmarked: readonly number[];
  /** Of the doubled ones, those whose mails have different Message-IDs, so that readers do not fold them. */
  readonly apart: readonly number[];
}

/** Compares what senders were promised with what is stored and what came. */
export function countDeliveries(
  senders: Senders,
  sink: ChaosSink,
  deliveries: readonly Delivery[],
): ChaosCounts {
  const arrived = new Set(sink.mails.map(deliveryOf));
  const missing = deliveries.filter(({ id }) => !arrived.has(id));
  const waiting = missing.filter(({ dueAt }) => dueAt !== null).length;
  const marked = new Set(deliveries.flatMap(({ id, maybeDuplicate }) => (maybeDuplicate ? [id] : [])));
  const byNumber = Map.groupBy(sink.mails, ({ number }) => number);
  const doubled = [...byNumber].filter(([, mails]) => mails.length > 1);
  const apart = doubled.filter(([, mails]) => new Set(mails.map(({ messageId }) => messageId)).size > 1);
  return {
    accepted: senders.accepted.size,
    sentAgain: senders.again,
    refused: senders.refused,
    mails: sink.mails.length,
    lost: missing.length - waiting + Math.max(0, senders.accepted.size - deliveries.length),
    waiting,
    doubled: doubled.map(([number]) => number),
    unmarked: doubled
      .filter(([, mails]) => !mails.some((mail) => marked.has(deliveryOf(mail))))
      .map(([number]) => number),
    apart: apart.map(([number]) => number),
  };
}

/** A mail's Message-ID begins with the id of its delivery. */
function deliveryOf({ messageId }: ChaosMail): string {
  return /^<([^@]+)@/.exec(messageId)?.[1] ?? '';
}
