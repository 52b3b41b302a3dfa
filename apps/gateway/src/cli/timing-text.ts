import { writePace, type MailTiming } from '@postern/core';
import { instant } from './print.ts';

/** When the mail about an event goes, in a few words. @param timing null: it folds into an earlier copy */
export function timingText(timing: MailTiming | null): string {
  switch (timing?.kind) {
    case undefined:
      return 'a copy of an earlier one, no mail';
    case 'at-once': {
      const { storm } = writePace({ digest: null, hours: [], atOnceFrom: null, storm: timing.storm });
      return storm === null ? 'at once' : `at once; beyond ${storm} as one mail`;
    }
    case 'gathers':
      return `${GATHERINGS[timing.as]} ${instant(timing.at)}`;
    case 'muted':
      return 'not at all: a silence mutes it';
  }
}

const GATHERINGS = {
  digest: 'in the digest of',
  hours: 'waits for the opening,',
  storm: 'in the one mail about this storm,',
} as const;
