import type { PaceTexts } from '../pace-texts.ts';

/** English. */
export const paceEn: PaceTexts = {
  atOnce: ':zap: at once',
  digest: (when) => `:bookmark_tabs: as a digest, ${when}`,
  hours: (hours) => `only during ${hours}, the rest at the opening`,
  storm: (limit) => `storms as one mail from ${limit}`,
  noStorm: 'every event by itself, in storms too',
  urgent: (severity) => `\`${severity}\` never waits`,
  noneUrgent: 'nothing passes before the rest',
  unclear: (typed) => `${typed} was not understood.`,
  unclearPlain: 'This was not understood.',
  examples: {
    digest:
      'Write `digest:"every 15m"`, `digest:"daily at 08:00"` or `digest:"Mon-Fri at 08:00, 13:00"`, in quotes; `digest:off` sends at once.',
    hours:
      'Write `hours:"Mon-Fri 08:00-18:00"` or `hours:"08:00-20:00; Sat 09:00-12:00"`, in quotes; `hours:any` takes them away.',
    storm: 'Write `storm:10/10m` for one mail after 10 in 10 minutes, or `storm:off`.',
    atOnceFrom: 'Write `at-once:error` or `at-once:fatal`; with `at-once:none` everything waits.',
  },
  plainExamples: {
    digest: 'Write every 15m, daily at 08:00, or Mon-Fri at 08:00, 13:00.',
    hours: 'Write Mon-Fri 08:00-18:00, or 08:00-20:00; Sat 09:00-12:00.',
    storm: 'Write 10/10m for one mail after 10 in 10 minutes.',
    atOnceFrom: 'Choose a severity.',
  },
  when: {
    atOnce: 'at once',
    untilStorm: (limit) => `at once; beyond ${limit} as one mail`,
    digest: (at) => `in the digest of ${at}`,
    hours: (at) => `waits for the opening, ${at}`,
    storm: (at) => `in the one mail about this storm, ${at}`,
    muted: 'not at all: a silence mutes it',
    folds: 'a copy of an earlier one, no mail',
  },
  wouldMake: (mails) =>
    mails === 1
      ? ':incoming_envelope: *That would have been 1 mail* to each recipient.'
      : `:incoming_envelope: *That would have been ${mails} mails* to each recipient.`,
};
