import type { AlertRule } from '@postern/core';
import { escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import type { Messages } from '../../messages/messages.ts';
import { matchersText } from './matchers-text.ts';
import { paceText } from './pace-text.ts';

/** Addresses that a list names; the rule itself, opened, names all. */
const MOST_NAMED = 5;

/** A rule in a list, as mrkdwn. */
export function ruleText({ name, state, ...rule }: AlertRule, texts: Messages): string {
  return `*${escapeMrkdwn(name)}* · ${texts.alerts[state]}\n${whatAndWhom(rule, texts, MOST_NAMED)}`;
}

/** Which events a rule wants, who gets them, how soon, and whether their end is told, as mrkdwn. @param most addresses that are named; the others are counted */
export function whatAndWhom(
  { matchers, recipients, pace, recovery }: Pick<AlertRule, 'matchers' | 'recipients' | 'pace' | 'recovery'>,
  texts: Messages,
  most: number,
): string {
  const named = recipients.slice(0, most).map(recipientText);
  const hidden = recipients.length - named.length;
  const addresses = texts.list([...named, ...(hidden === 0 ? [] : [`+${String(hidden)}`])]);
  const ends = recovery ? texts.recovery.told : texts.recovery.untold;
  return `${matchersText(matchers, texts)}\n${texts.alerts.to(addresses)}\n${paceText(pace, texts)} · ${ends}`;
}

function recipientText({ address, language, timeZone }: AlertRule['recipients'][number]): string {
  const own = [language, timeZone].filter((part) => part !== null);
  return escapeMrkdwn(own.length === 0 ? address : `${address} (${own.join(', ')})`);
}
