import { DAY, type Ending, type Language } from '@postern/core';
import { code } from '../blocks/escape-mrkdwn.ts';
import { momentText } from '../blocks/moment-text.ts';
import { messagesOf } from '../messages/messages-of.ts';

/** When something of a connection ends or has ended, in one line of mrkdwn. */
export function endingLine(
  { kind, server, validUntil }: Ending,
  { language, now }: { readonly language: Language; readonly now: number },
): string {
  const ends = messagesOf(language).incident.ends[kind];
  const [named, moment] = [code(server), momentText(validUntil)];
  return validUntil <= now
    ? ends.past(named, moment)
    : ends.ahead(named, moment, Math.ceil((validUntil - now) / DAY));
}
