import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import type { AlertRule } from './alert-rule.ts';
import { findRule } from './find-rule.ts';
import { ruleChanges } from './rule-changes.ts';
import type { RuleDeps } from './rule-deps.ts';

/**
 * Removes a rule; the audit log keeps what it was. Mail that waits already still goes out.
 * @throws AppError `not-found`; `not-allowed`.
 */
export async function removeRule(deps: RuleDeps, actor: Actor, ruleId: string): Promise<AlertRule> {
  const rule = await findRule(deps, actor, ruleId);
  const { id, level } = rule;
  authorize(actor, 'change', level);
  const changes = ruleChanges(rule, null);
  const audit = newAuditEntry({ actor, action: 'rule.removed', level, subject: id, changes }, deps);
  const outcome = await deps.storage.rules.remove(id, audit);
  switch (outcome) {
    case 'removed':
      return rule;
    case 'not-found':
      throw new AppError('not-found', `The rule "${rule.name}" was removed meanwhile.`);
    default:
      return outcome satisfies never;
  }
}
