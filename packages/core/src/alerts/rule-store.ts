import type { AuditEntry } from '../audit/audit-entry.ts';
import type { AlertRule } from './alert-rule.ts';

/** A rule as it was looked at, and as it is to become. */
export interface RuleStep {
  readonly before: AlertRule;
  readonly after: AlertRule;
}

/** Alert rules as stored. */
export interface RuleStore {
  /** Stores nothing when it names a list that its level does not have. */
  add(rule: AlertRule, audit: AuditEntry): Promise<'added' | 'no-list'>;
  /** Stores nothing when the rule is not as it was before: somebody else changed it; or when it names a list that there is not. Level and age stay as they are. */
  update(step: RuleStep, audit: AuditEntry): Promise<'updated' | 'not-found' | 'conflict' | 'no-list'>;
  remove(id: string, audit: AuditEntry): Promise<'removed' | 'not-found'>;
  /** All rules, oldest first. */
  list(): Promise<readonly AlertRule[]>;
  find(id: string): Promise<AlertRule | null>;
}
