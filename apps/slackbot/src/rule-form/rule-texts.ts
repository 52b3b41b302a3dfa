import { type AlertRule, type Language } from '@postern/core';
import { paceTexts } from '../words/pace-words.ts';
import { recoveryWord } from '../words/recovery-words.ts';
import { RULE_FIELDS, type RuleTexts } from './rule-form.ts';

/** What a form of a new rule starts with: as core adds one of which nothing is said. */
export const NO_RULE: RuleTexts = {
  ...(Object.fromEntries(RULE_FIELDS.map((field) => [field, ''])) as RuleTexts),
  storm: '10/10m',
  atOnceFrom: 'fatal',
  recovery: recoveryWord(true),
};

/** A rule as the texts of its form. */
export function ruleTexts(
  { name, matchers, recipients, pace, recovery }: AlertRule,
  language: Language,
): RuleTexts {
  const lines = (patterns: readonly string[]): string => patterns.join('\n');
  return {
    name,
    types: matchers.types.join(', '),
    severity: matchers.minimumSeverity ?? '',
    process: lines(matchers.processes),
    robot: lines(matchers.robots),
    queue: lines(matchers.queues),
    folder: lines(matchers.folders),
    tenant: lines(matchers.tenants),
    text: lines(matchers.texts),
    to: lines(recipients.map(({ address }) => address)),
    ...paceTexts(pace, language),
    recovery: recoveryWord(recovery),
  };
}
