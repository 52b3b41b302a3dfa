import type { CanaryStanding, ListedCanary } from '@postern/core';
import { instant } from './print.ts';
import { reasonText } from './reason-text.ts';

/** How a canary stands, in a word or two. */
const CANARY_STANDINGS: Readonly<Record<CanaryStanding, string>> = {
  'not-yet': 'none sent yet',
  'under-way': 'under way',
  'not-sent': 'overdue: nothing sends it',
  delivered: 'delivered',
  'by-host': 'delivered by the host’s relay',
  failed: 'refused',
  held: 'held until the settings are right',
  late: 'not delivered in time',
  suspended: 'mail was held by hand',
};

/** What became of the last canary, in one line. */
export function canaryText({
  last,
  standing,
  nextAt,
}: Pick<ListedCanary, 'last' | 'standing' | 'nextAt'>): string {
  const word = CANARY_STANDINGS[standing];
  if (standing === 'not-sent') return `${word}, since ${instant(nextAt)}`;
  if (last === null) return word;
  const sent = `${word}, sent ${instant(last.sentAt)}`;
  return last.reason === null ? sent : `${sent}: ${reasonText(last.reason)}`;
}
