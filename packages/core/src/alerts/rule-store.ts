import type { AuditEntry } from '../audit/audit-entry.ts';
import type { AlertRule } from './alert-rule.ts';

/** Alert rules as stored. */
export interface RuleStore {
  add(rule: AlertRule, audit: AuditEntry): Promise<void>;
  update(rule: AlertRule, audit: AuditEntry): Promise<'updated' | 'not-found'>;
  remove(id: string, audit: AuditEntry): Promise<'removed' | 'not-found'>;
  /** All rules, oldest first. */
  list(): Promise<readonly AlertRule[]>;
  find(id: string): Promise<AlertRule | null>;
}
