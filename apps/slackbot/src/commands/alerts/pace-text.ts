import { writePace, type RulePace } from '@postern/core';
import { code } from '../../blocks/escape-mrkdwn.ts';
import type { Messages } from '../../messages/messages.ts';

/** How soon a rule's mail goes out, in one line of mrkdwn. */
export function paceText(pace: RulePace, texts: Messages): string {
  const { digest, hours, storm, atOnceFrom } = writePace(pace, texts.language);
  const waits = digest !== null || hours !== null || storm !== null;
  const parts = [
    digest === null ? texts.pace.atOnce : texts.pace.digest(code(digest)),
    hours === null ? null : texts.pace.hours(code(hours)),
    // A digest holds the storm already.
    digest !== null ? null : storm === null ? texts.pace.noStorm : texts.pace.storm(code(storm)),
    !waits ? null : atOnceFrom === null ? texts.pace.noneUrgent : texts.pace.urgent(atOnceFrom),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
