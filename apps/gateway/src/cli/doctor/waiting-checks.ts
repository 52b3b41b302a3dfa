import { listAudit, listDeliveries, listEvents, MINUTE, type Delivery } from '@postern/core';
import { instant } from '../print.ts';
import { reasonText } from '../reason-text.ts';
import { ok, warning, type DoctorCheck } from './finding.ts';

/** So many deliveries of a state are looked at. */
const MOST = 500;
/** A mail that gathers goes out within so much of its time, unless nobody sends. */
const LATE = 10 * MINUTE;
/** Clocks of machines that are set right differ by less. */
const SKEW = MINUTE;
/** Of senders somewhat more is overlooked. */
const SENDERS_SKEW = 5 * MINUTE;
const SET_CLOCKS = 'timedatectl set-ntp true, on all machines: they must be set by NTP';

/** What waits, and for what: each reason with its cure. */
export const waitingCheck: DoctorCheck = async ({ services, actor }) => {
  const { items, next } = await listDeliveries(services, actor, { state: 'deferred', limit: MOST });
  const byReason = Map.groupBy(items, ({ reason }) => reason);
  const more = next === null ? '' : ' or more';
  return [...byReason].map(([reason, waiting]) =>
    warning(
      'waiting mail',
      `${String(waiting.length)}${more} ${waiting.length === 1 ? 'waits' : 'wait'}: ${reason === null ? 'no reason was given' : reasonText(reason)}`,
      `postern deliveries show ${waiting[0]?.id ?? ''} says what the server answered; once it is mended: postern deliveries replay ${waiting[0]?.id ?? ''}`,
    ),
  );
};

/** Mails that gather events go out when their time has come. */
export const digestsCheck: DoctorCheck = async ({ services, actor }) => {
  const now = services.clock.now();
  const { items } = await listDeliveries(services, actor, { state: 'queued', limit: MOST });
  const gathering = items.filter(({ gathers }) => gathers !== null);
  if (gathering.length === 0) return [];
  const late = gathering.filter(({ dueAt }: Delivery) => dueAt !== null && dueAt < now - LATE);
  const [first] = late;
  if (first === undefined) return [ok('digests', `${String(gathering.length)} gather events.`)];
  return [
    warning(
      'digests',
      `${String(late.length)} should have gone out, the first to ${first.address} at ${instant(first.dueAt)}.`,
      'The cure of “deliveries”, above: nobody sends what is due.',
    ),
  ];
};

/** Nothing is from the future: the clocks of the machines and of their senders are right, or wrong together. */
export const clockCheck: DoctorCheck = async ({ services, actor }) => {
  const now = services.clock.now();
  const [{ items }, audit] = await Promise.all([
    listEvents(services, actor, { level: null, limit: 20 }),
    listAudit(services, actor, { level: null, limit: 1 }),
  ]);
  const [newest] = items;
  const written = Math.max(newest?.receivedAt ?? 0, audit.items[0]?.at ?? 0);
  if (written > now + SKEW)
    return [
      warning(
        'clock',
        `It is ${instant(now)} here, and something was stored at ${instant(written)}: one machine's clock is wrong, or was.`,
        SET_CLOCKS,
      ),
    ];
  const early = items.find(({ event, receivedAt }) => event.occurredAt > receivedAt + SENDERS_SKEW);
  if (early === undefined) return [];
  return [
    warning(
      'clock',
      `An event that came at ${instant(early.receivedAt)} says that it happened at ${instant(early.event.occurredAt)}: the clock here is slow, or its sender's is fast.`,
      SET_CLOCKS,
    ),
  ];
};
