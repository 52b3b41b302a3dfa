import { createHash } from 'node:crypto';
import type { AlertRule } from './alert-rule.ts';
import { ruleChanges } from './rule-changes.ts';

/**
 * A short mark of a rule as it is, of ten hexadecimal digits: who looked at the rule hands it back with the change, and
 * learns whether somebody else changed the rule meanwhile.
 */
export function ruleMark(rule: AlertRule): string {
  const shown = ruleChanges(null, rule).map(({ field, after }) => [field, after]);
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 10);
}
