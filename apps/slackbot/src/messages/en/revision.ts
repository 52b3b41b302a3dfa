import type { RevisionTexts } from '../revision-texts.ts';

/** English. */
export const revisionEn: RevisionTexts = {
  title: (level) => `Revisions of the mail settings of ${level}`,
  none: 'Nothing was ever set at this level.',
  states: { draft: 'draft', active: '*active*', superseded: 'superseded' },
  line: (number, state, by) => `*${number}* · ${state} · ${by}`,
  passed: 'passed its test',
  failed: 'failed its test',
  untested: 'not tested',
  arrived: (when) => `test mail arrived ${when}`,
  next: (example) => `${example} makes that revision active again.`,
  open: 'History',
  older: 'Older ones',
  newest: 'The newest',
  numberMissing: (example) => ({
    what: 'Which revision? The line needs its number.',
    next: `For example: ${example}`,
  }),
  rolledBack: (to, number) =>
    `:leftwards_arrow_with_hook: *The settings are as in revision ${to} again*, as revision ${number}. Mail goes out with them from now on.`,
  notTested: 'That revision never passed a test: try it now.',
  dropsDraft: (number, draft) =>
    `This makes revision ${number} active again, and drops the draft, revision ${draft}, which is not active yet.`,
  unchanged: (number) => `Revision ${number} is the active one already, so nothing was done.`,
};
