import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import type { AlertRule } from './alert-rule.ts';
import { ruleChanges } from './rule-changes.ts';
import type { RuleDeps } from './rule-deps.ts';

/** What saving came to. */
export type RuleOutcome = 'updated' | 'unchanged';

/**
 * Stores a changed rule with its audit entry, if anything did change.
 * @throws AppError `not-allowed`; `not-found` when it was removed meanwhile.
 */
export async function saveRule(
  deps: RuleDeps,
  actor: Actor,
  { before, after }: { readonly before: AlertRule; readonly after: AlertRule },
): Promise<RuleOutcome> {
  const { level } = before;
  authorize(actor, 'change', level);
  const changes = ruleChanges(before, after);
  if (changes.length === 0) return 'unchanged';
  const audit = newAuditEntry({ actor, action: 'rule.changed', level, subject: before.id, changes }, deps);
  const outcome = await deps.storage.rules.update(after, audit);
  switch (outcome) {
    case 'updated':
      return outcome;
    case 'not-found':
      throw new AppError('not-found', `The rule "${before.name}" was removed meanwhile.`);
    default:
      return outcome satisfies never;
  }
}
