import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { listGone, requireLists } from './require-lists.ts';
import { ruleChanges } from './rule-changes.ts';
import type { RuleDeps } from './rule-deps.ts';
import type { RuleStep } from './rule-store.ts';

/** What saving came to. */
export type RuleOutcome = 'updated' | 'unchanged';

/**
 * Stores a changed rule with its audit entry, if anything did change.
 * @throws AppError `not-allowed`; `not-found` when it was removed meanwhile; `conflict` when it was changed meanwhile.
 */
export async function saveRule(
  deps: RuleDeps,
  actor: Actor,
  { before, after }: RuleStep,
): Promise<RuleOutcome> {
  const { level } = before;
  authorize(actor, 'change', level);
  const changes = ruleChanges(before, after);
  if (changes.length === 0) return 'unchanged';
  await requireLists(deps.storage.lists, level, after);
  const audit = newAuditEntry({ actor, action: 'rule.changed', level, subject: before.id, changes }, deps);
  const outcome = await deps.storage.rules.update({ before, after }, audit);
  switch (outcome) {
    case 'updated':
      return outcome;
    case 'not-found':
      throw new AppError('not-found', `The rule "${before.name}" was removed meanwhile.`);
    case 'conflict':
      throw ruleConflict(before.name);
    case 'no-list':
      throw listGone(before.name);
    default:
      return outcome satisfies never;
  }
}

/** The error for a change of a rule that is not as it was when it was looked at. */
export function ruleConflict(name: string): AppError {
  return new AppError(
    'conflict',
    `Someone else changed the rule "${name}" meanwhile. Nothing was changed. Look at it, then make your change again.`,
  );
}
