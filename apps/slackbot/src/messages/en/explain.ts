import type { ExplainTexts } from '../explain-texts.ts';

/** English. */
export const explainEn: ExplainTexts = {
  listTitle: (level) => `Last events of ${level}`,
  title: (type) => `Explained: ${type}`,
  noEvents: 'No event came yet. A sender’s test of its webhook is one, too.',
  silenced: (reason, until) => `:no_bell: *Muted* by the silence “${reason}”, until ${until}.`,
  addressee: {
    mailed: ':bust_in_silhouette: It goes to the person that it names, through no rule.',
    'not-from-host':
      ':no_entry: It names a person, but an organization’s source may not choose whom the platform mails.',
  },
  noRules: 'This level has no rules, so no event makes mail.',
  rules: '*Rules of now*',
  matches: ':white_check_mark: it matches',
  differs: (why) => `:heavy_minus_sign: no. ${why}`,
  moreRules: (count) => `… and ${count} more that do not match.`,
  nobody: '*Nobody gets mail* about such an event now.',
  recipients: '*Mail goes to*',
  becameNothing: '*When it came*, it made no mail, or folded into an earlier copy of it.',
  became: '*When it came*, it made:',
  mail: (address) => `*The mail* that ${address} gets:`,
  explain: 'Explain',
  again: 'Explain again',
};
