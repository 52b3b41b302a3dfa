import { DELIVERY_REASON_TEXTS, type Delivery } from '@postern/core';
import type { CaughtMail } from './mail-catcher.ts';
import type { PostedSample } from './post-sample.ts';

/** A mail with what caused it. */
export interface ExplainedMail {
  readonly mail: CaughtMail;
  readonly posted: PostedSample;
  /** Milliseconds from the webhook's first byte to the mail's arrival. */
  readonly took: number;
}

/** What came of everything that was posted. */
export interface DemoVerdict {
  /** In the order of arrival. */
  readonly mails: readonly ExplainedMail[];
  /** What is not as it must be, one line each; none when all is well. */
  readonly problems: readonly string[];
}

/** Holds what was answered and what arrived against what every sample must come to. Pure. */
export function judgeDemo(seen: {
  readonly posted: readonly PostedSample[];
  readonly deliveries: readonly Delivery[];
  readonly mails: readonly CaughtMail[];
}): DemoVerdict {
  const explained = seen.mails.flatMap((mail) => explain(mail, seen) ?? []);
  const known = new Set(explained.map(({ mail }) => mail));
  return {
    mails: explained,
    problems: [
      ...seen.posted.flatMap((posted) => [
        ...answerProblems(posted),
        ...mailProblems(posted, { ...seen, explained }),
      ]),
      ...seen.mails
        .filter((mail) => !known.has(mail))
        .map(({ subject, to }) => `A mail that nothing asked for arrived for ${to}: ${subject}`),
    ],
  };
}

/** The mail's Message-ID names its delivery, the delivery its event, and the event was in the answer to the webhook. */
function explain(
  mail: CaughtMail,
  seen: { readonly posted: readonly PostedSample[]; readonly deliveries: readonly Delivery[] },
): ExplainedMail | null {
  const delivery = seen.deliveries.find(({ id }) => mail.messageId.startsWith(`<${id}@`));
  const posted = seen.posted.find(
    ({ eventIds }) => delivery !== undefined && eventIds.includes(delivery.eventId),
  );
  return posted === undefined ? null : { mail, posted, took: mail.arrived - posted.sent };
}

function answerProblems({ sample, status }: PostedSample): readonly string[] {
  if (status === sample.expected.status) return [];
  return [`${sample.title}: answered ${String(status)} instead of ${String(sample.expected.status)}.`];
}

function mailProblems(
  { sample, eventIds }: PostedSample,
  seen: { readonly deliveries: readonly Delivery[]; readonly explained: readonly ExplainedMail[] },
): readonly string[] {
  return sample.expected.mailTo.flatMap((address) => {
    const arrived = seen.explained.filter(
      ({ mail, posted }) => posted.sample === sample && mail.recipients.includes(address),
    );
    if (arrived.length === 1) return [];
    if (arrived.length > 1) return [`${sample.title}: ${String(arrived.length)} mails for ${address}.`];
    const delivery = seen.deliveries.find((one) => eventIds.includes(one.eventId) && one.address === address);
    return [`${sample.title}: the mail for ${address} did not arrive. ${whereItIs(delivery)}`];
  });
}

function whereItIs(delivery: Delivery | undefined): string {
  if (delivery === undefined) return 'None was planned.';
  const why = delivery.reason === null ? '' : ` ${DELIVERY_REASON_TEXTS[delivery.reason].en}`;
  return `It is ${delivery.state}.${why}`;
}
