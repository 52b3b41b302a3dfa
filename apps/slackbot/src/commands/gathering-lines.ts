import type { GatheringMails } from '@postern/core';
import { momentText } from '../blocks/moment-text.ts';
import type { Messages } from '../messages/messages.ts';

/** What gathers for digests and when the next goes, in a line; none when nothing does. */
export function gatheringLines(
  { mails, events, nextAt }: GatheringMails,
  texts: Messages,
): readonly string[] {
  return nextAt === null ? [] : [texts.view.gathering(events, mails, momentText(nextAt))];
}
