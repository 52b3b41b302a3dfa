import type { AlertRule } from '@postern/core';
import { RULE_FIELDS, type RuleTexts } from './rule-form.ts';

/** What a form of a new rule starts with. */
export const NO_RULE = Object.fromEntries(RULE_FIELDS.map((field) => [field, ''])) as RuleTexts;

/** A rule as the texts of its form. */
export function ruleTexts({ name, matchers, recipients }: AlertRule): RuleTexts {
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
  };
}
