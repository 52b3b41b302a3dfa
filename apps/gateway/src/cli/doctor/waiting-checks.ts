import { listDeliveries, listEvents, MINUTE, type Delivery } from '@postern/core';
import { instant } from '../print.ts';
import { reasonText } from '../reason-text.ts';
import { ok, warning, type DoctorCheck } from './finding.ts';

/** So many deliveries of a state are looked at. */
const MOST = 500;
/** A mail that gathers goes out within so much of its time, unless nobody sends. */
const LATE = 10 * MINUTE;
/** Clocks of machines that are set right differ by less. */
const SKEW = MINUTE;

/** What waits, and for what: each reason with its cure. */
export const waitingCheck: DoctorCheck = async ({ services, actor }) => {
  const { items, next } = await listDeliveries(services, actor, { state: 'deferred', limit: MOST });
  const byReason = Map.groupBy(items, ({ reason }) => reason);
  const more = next === null ? '' : ' or more';
  return [...byReason].map(([reason, waiting]) =>
    warning(
      'waiting mail',
      `${String(waiting.length)}${more} ${waiting.length === 1 ? 'waits' : 'wait'}: ${reason === null ? 'no reason was given' : reasonText(reason)}`,
      `postern deliveries show ${waiting[0]?.id ?? ''} says what the server answered; once it is mended: postern deliveries replay ID`,
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
      'Is a gateway or a worker running, and is maintenance off? postern maintenance',
    ),
  ];
};

/** No event came in the future: the clocks of the machines are right, or wrong together. */
export const clockCheck: DoctorCheck = async ({ services, actor }) => {
  const now = services.clock.now();
  const { items } = await listEvents(services, actor, { level: null, limit: 1 });
  const [newest] = items;
  if (newest === undefined || newest.receivedAt <= now + SKEW) return [];
  return [
    warning(
      'clock',
      `It is ${instant(now)} here, and the newest event came at ${instant(newest.receivedAt)}: one machine's clock is wrong.`,
      'Set the clocks of all machines by NTP: timedatectl set-ntp true',
    ),
  ];
};
