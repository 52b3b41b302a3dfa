import { writePace, type MailTiming } from '@postern/core';
import { code } from '../../blocks/escape-mrkdwn.ts';
import { momentText } from '../../blocks/moment-text.ts';
import type { Messages } from '../../messages/messages.ts';

/** When the mail about an event goes, as mrkdwn. @param timing null: it folds into an earlier copy */
export function timingText(timing: MailTiming | null, texts: Messages): string {
  const { when } = texts.pace;
  switch (timing?.kind) {
    case undefined:
      return when.folds;
    case 'at-once': {
      const { storm } = writePace({ digest: null, hours: [], atOnceFrom: null, storm: timing.storm });
      return storm === null ? when.atOnce : when.untilStorm(code(storm));
    }
    case 'gathers':
      return when[timing.as](momentText(timing.at));
    case 'muted':
      return when.muted;
  }
}
