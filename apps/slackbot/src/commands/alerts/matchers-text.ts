import type { Matchers } from '@postern/core';
import { code } from '../../blocks/escape-mrkdwn.ts';
import type { Messages } from '../../messages/messages.ts';
import { writeMatchers } from '../../words/matcher-words.ts';

/** Which events, as mrkdwn: the words that one would type. */
export function matchersText(matchers: Matchers, texts: Messages): string {
  const words = writeMatchers(matchers);
  return words.length === 0 ? texts.alerts.everyEvent : words.map(code).join(' ');
}
